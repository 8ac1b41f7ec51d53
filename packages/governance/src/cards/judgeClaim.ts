import type { ClaimSubject, FoundClaim } from './claims/FoundClaim';
import type { EvidenceRecord } from './evidenceBlock';
import { type ClaimPins, isSamePins, type MeasuredRun } from './MeasuredRun';

export type ClaimStatus = 'verified' | 'stale' | 'contradicted' | 'unsupported';

/** A run that a claim was held against, and what it measured. */
export type ClaimEvidence = {
  readonly evaluation: string;
  readonly runId?: string;
  readonly of: string;
  readonly pins: ClaimPins;
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
  readonly rows: number;
};

export type JudgedClaim = {
  readonly claim: FoundClaim;
  readonly status: ClaimStatus;
  /** A sentence. */
  readonly reason: string;
  readonly evidence?: ClaimEvidence;
  /** What the card would have to say; absent where nothing current measures it. */
  readonly now?: number;
};

/**
 * Beside rounding: how far a float32 output of another build of the runtime
 * moves a mean. The same bytes are measured without chance, so that an interval
 * is no excuse for another figure.
 */
const ENGINE_TOLERANCE = 1e-6;

type Candidate = {
  readonly run: MeasuredRun;
  readonly metric: string;
  readonly figure: MeasuredRun['figures'][string];
  /** Of the claim's part. */
  readonly value: number;
};

/**
 * Holds a figure against what was measured. It is *verified* where a run of the
 * model and the data as they are gives it, to the digits that are written;
 * *stale* where only runs of other digests do; *contradicted* where the current
 * run gives another; *unsupported* where nothing measures it.
 *
 * @param runs - the likeliest first; any number of each evaluation
 * @param ties - which digests the card itself says that its figures are of
 */
export function judgeClaim(
  claim: FoundClaim,
  runs: readonly MeasuredRun[],
  ties: readonly EvidenceRecord[] = [],
): JudgedClaim {
  const unsupported = (reason: string): JudgedClaim => ({
    claim,
    status: 'unsupported',
    reason,
  });
  if (claim.unjudged) return unsupported(sentence(claim.unjudged));
  if (claim.metrics.length === 0)
    return unsupported(`No evaluation measures ${claim.named}.`);
  if (claim.about.other)
    return unsupported(
      `It is of ${claim.about.other}, of which nothing is measured here.`,
    );
  const told = runs.filter(run => isAbout(run, claim.about));
  if (told.length === 0) return unsupported(nothingOf(claim.about));
  const candidates = told.flatMap(run => candidatesOf(claim, run));
  const isOfVersion = claim.about.version !== undefined;
  // Of a version that the words name, the runs of that version are the current ones.
  const current = candidates.filter(({ run }) => run.isCurrent || isOfVersion);
  const older = candidates.filter(each => !current.includes(each));
  const agreeing = current.find(each => agrees(claim, each.value));
  const now = (agreeing ?? current[0])?.value;
  if (agreeing) {
    return {
      claim,
      status: 'verified',
      reason: `${measured(agreeing)}.`,
      evidence: evidenceOf(agreeing),
      now,
    };
  }
  const before = older.find(each => agrees(claim, each.value));
  if (before)
    return {
      claim,
      status: 'stale',
      reason: `It was true of ${before.run.of}${
        now === undefined ? '' : `; now ${measured(current[0])}`
      }.`,
      evidence: evidenceOf(before),
      now,
    };
  if (current.length > 0)
    return {
      claim,
      status: 'contradicted',
      reason: `${measured(current[0])}${tieOf(claim, current[0], ties)}.`,
      evidence: evidenceOf(current[0]),
      now,
    };
  const tie = ties.find(each =>
    told.some(run => run.evaluation === each.evaluation),
  );
  if (tie && told.every(run => !isSamePins(run.pins, tie)))
    return {
      claim,
      status: 'stale',
      reason:
        'The card ties it to other digests than those of the model and the data as they are, which nothing has measured.',
    };
  return unsupported(
    `No run measured ${claim.named} of the model as it is: name it under metrics of the evaluation, or run it.`,
  );
}

function isAbout(run: MeasuredRun, about: ClaimSubject): boolean {
  const { evaluation, dataset, split, version } = about;
  return (
    (evaluation === undefined || run.evaluation === evaluation) &&
    (dataset === undefined || isNamed(run, dataset)) &&
    (split === undefined || run.split === split) &&
    (version === undefined || run.modelVersion === version)
  );
}

/** By its name, by that of its repository, or by both as the Hub has them. */
function isNamed({ dataset, repository }: MeasuredRun, named: string): boolean {
  const last = named.split('/').at(-1)!.toLowerCase();
  return (
    last === dataset.toLowerCase() ||
    (repository !== undefined &&
      [repository, repository.split('/').at(-1)!].some(
        name => name.toLowerCase() === named.toLowerCase(),
      ))
  );
}

function candidatesOf(claim: FoundClaim, run: MeasuredRun): Candidate[] {
  return claim.metrics.flatMap(metric => {
    const figure =
      metric === 'rows' ? { value: run.rows } : run.figures[metric];
    const value = figure?.[claim.part];
    return figure && value !== undefined
      ? [{ run, metric, figure, value }]
      : [];
  });
}

function agrees(
  { value, rounding }: FoundClaim,
  measuredValue: number,
): boolean {
  return (
    Math.abs(value - measuredValue) <=
    rounding + ENGINE_TOLERANCE * Math.max(1, Math.abs(measuredValue))
  );
}

function evidenceOf({ run, figure }: Candidate): ClaimEvidence {
  const { evaluation, runId, of, pins, rows } = run;
  return { evaluation, runId, of, pins, rows, ...figure };
}

const SHOWN_DECIMALS = 4;

function measured({ run, metric, figure, value }: Candidate): string {
  const { low, high } = figure;
  const ends =
    low === undefined || high === undefined || value !== figure.value
      ? ''
      : ` (${low.toFixed(SHOWN_DECIMALS)} to ${high.toFixed(SHOWN_DECIMALS)})`;
  const shown = Number.isInteger(value) ? value : value.toFixed(SHOWN_DECIMALS);
  return `${metric} of ${run.of} is ${shown}${ends} on the ${run.rows} rows of ${run.evaluation}`;
}

function tieOf(
  claim: FoundClaim,
  { run }: Candidate,
  ties: readonly EvidenceRecord[],
): string {
  const tie = ties.find(({ evaluation }) => evaluation === run.evaluation);
  return tie && isSamePins(tie, run.pins) && claim.part === 'value'
    ? ', and the card ties it to these very digests'
    : '';
}

function nothingOf({
  evaluation,
  dataset,
  split,
  version,
}: ClaimSubject): string {
  const what = [
    evaluation && `the evaluation ${evaluation}`,
    split && `the split ${split}`,
    dataset && `the data set ${dataset}`,
    version && `version ${version}`,
  ].filter(Boolean);
  return what.length === 0
    ? 'Nothing was measured of this model.'
    : `Nothing was measured of ${what.join(', ')}.`;
}

function sentence(words: string): string {
  return `${words[0].toUpperCase()}${words.slice(1)}.`;
}
