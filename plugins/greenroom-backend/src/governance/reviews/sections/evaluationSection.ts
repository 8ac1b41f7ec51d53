import {
  type Figure,
  type GateResult,
  metricName,
  metricUnit,
  type PinnedSection,
  type ReviewFact,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { RunWithJob } from '../../../analysis/RunStore';
import { digestOf } from './digestOf';
import { missing } from './missing';
import type { ReviewedFacts } from './ReviewedFacts';

/** What the version measured, with intervals, and its gates. */
export function evaluationSection(facts: ReviewedFacts): PinnedSection {
  const runs = facts.runs.filter(({ result }) => result);
  const waiting = facts.runs.length - runs.length;
  if (runs.length === 0)
    return missing(
      'evaluation',
      waiting > 0
        ? `${waiting} runs of this version have no result yet.`
        : 'No evaluation of this version was run.',
    );
  const gates = runs.flatMap(({ result }) => result!.gates ?? []);
  const late = waiting > 0 ? ` ${waiting} runs have no result yet.` : '';
  return {
    name: 'evaluation',
    says: `${gatesFinding(gates)}${late}`,
    verdict: gatesVerdict(gates),
    facts: runs.flatMap(run => [
      ...Object.entries(run.result!.metrics ?? {}).map(([metric, figure]) =>
        figureFact(
          `${metricName(metric)} (${run.evaluation}, ${run.split})`,
          figure,
          metricUnit(metric),
        ),
      ),
      ...(run.result!.gates ?? []).map(
        (gate): ReviewFact => ({
          name: `gate on ${gate.metric} (${run.evaluation})`,
          value: gate.outcome ?? (gate.passed ? 'passed' : 'failed'),
          verdict: gate.passed ? 'good' : 'bad',
          remark: gate.reason,
        }),
      ),
    ]),
    pins: runs.map(run => ({ what: pinName(run), digest: resultDigest(run) })),
  };
}

function gatesFinding(gates: readonly GateResult[]): string {
  if (gates.length === 0)
    return 'It was measured; no gate says what it must reach.';
  const failed = gates.filter(({ passed }) => !passed);
  return failed.length === 0
    ? `All ${gates.length} gates passed.`
    : `${failed.length} of ${gates.length} gates did not pass: ${failed[0].reason}`;
}

function gatesVerdict(gates: readonly GateResult[]): PinnedSection['verdict'] {
  if (gates.length === 0) return 'neutral';
  return gates.every(({ passed }) => passed) ? 'good' : 'bad';
}

export function figureFact(
  name: string,
  figure: Figure,
  unit: ReviewFact['unit'] = 'percent',
): ReviewFact {
  const { value, low, high, n } = figure;
  return { name, value, low, high, n, unit };
}

/** A run by what it is of, which stays when it is made again. */
export function pinName(run: RunWithJob): string {
  return `run of ${run.evaluation} on ${
    run.split
  } of ${run.dataset_version_id.slice(0, 12)}`;
}

/** Of what was measured, not of how long it took. */
function resultDigest({ result }: RunWithJob): string {
  return digestOf({ metrics: result?.metrics, gates: result?.gates });
}
