import type { CommitCheck } from '@greenroom/backstage-plugin-greenroom-node';
import { isOpen } from '../jobs/JobRow';
import type { RunWithJob } from './RunStore';

export type GateVerdict = Pick<CommitCheck, 'conclusion' | 'title' | 'summary'>;

/** Runs with their names, for people. */
export type NamedRun = {
  readonly run: RunWithJob;
  readonly model: string;
  readonly dataset: string;
};

/**
 * What the runs of a version come to. A run that failed fails the check: nobody
 * knows what it would have said. Undefined while one of them is under way.
 */
export function gateVerdict(
  runs: readonly NamedRun[],
): GateVerdict | undefined {
  if (runs.length === 0 || runs.some(({ run }) => isOpen(run.job)))
    return undefined;
  const failed = runs.filter(({ run }) => !run.result);
  const gates = runs.flatMap(({ run }) => run.result?.gates ?? []);
  const missed = gates.filter(({ passed }) => !passed);
  return {
    conclusion: conclusionOf(failed.length + missed.length, gates.length),
    title: titleOf(failed.length, missed.length, gates.length),
    summary: [
      '| evaluation | model | data | result |',
      '|---|---|---|---|',
      ...runs.map(lineOf),
    ].join('\n'),
  };
}

function conclusionOf(bad: number, gates: number): GateVerdict['conclusion'] {
  if (bad > 0) return 'failure';
  return gates > 0 ? 'success' : 'neutral';
}

function titleOf(failed: number, missed: number, gates: number): string {
  if (failed > 0)
    return `${failed} ${
      failed === 1 ? 'evaluation' : 'evaluations'
    } did not run`;
  if (gates === 0) return 'Evaluated; no gate is declared';
  return missed > 0
    ? `${missed} of ${gates} gates failed`
    : `${gates === 1 ? 'The gate' : `All ${gates} gates`} passed`;
}

function lineOf({ run, model, dataset }: NamedRun): string {
  const { gates, metrics } = run.result ?? {};
  const said =
    gates === undefined
      ? `did not run: ${run.job.error ?? 'it was cancelled'}`
      : [
          ...gates.map(
            ({ passed, reason }) =>
              `${passed ? 'passed' : '**failed**'}: ${reason}`,
          ),
          ...(gates.length === 0
            ? Object.entries(metrics ?? {}).map(
                ([name, { value }]) => `${name} ${value.toFixed(4)}`,
              )
            : []),
        ].join('<br>');
  return `| ${[run.evaluation, model, `${dataset}, ${run.split}`, said]
    .map(cellText)
    .join(' | ')} |`;
}

/** Names come from strangers' manifests: none ends its cell. */
function cellText(text: string): string {
  return text.replace(/\|/g, '\\|').replace(/[\r\n]+/g, ' ');
}
