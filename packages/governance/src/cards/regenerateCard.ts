import { FRONT_MATTER_SECTION } from '@greenroom/manifest';
import { readCard } from './CardText';
import { writeNumber } from './claims/numbersIn';
import {
  readEvidence,
  type EvidenceRecord,
  writeEvidence,
} from './evidenceBlock';
import type { JudgedClaim } from './judgeClaim';
import type { MeasuredRun } from './MeasuredRun';

/** Another text for one section, as a card entry of a basket has it. */
export type SectionEdit = {
  readonly section: string;
  readonly from: string;
  readonly to: string;
};

export type Regenerated = {
  readonly text: string;
  /** Sections that differ. */
  readonly edits: readonly SectionEdit[];
};

/**
 * A card whose figures say what was measured of the model and the data as they
 * are, in as many digits as they had, tied to the digests of those runs by a
 * comment at its end. Figures that nothing current measures stay, and so does
 * every other byte; of a card that says all this already, each.
 *
 * @param judged - of this text
 */
export function regenerateCard(
  path: string,
  text: string,
  judged: readonly JudgedClaim[],
  runs: readonly MeasuredRun[],
): Regenerated {
  const measured = judged.filter(({ now }) => now !== undefined);
  if (measured.length === 0) return { text, edits: [] };
  const wrong = measured
    .filter(({ status }) => status !== 'verified')
    .sort((a, b) => b.claim.written.start - a.claim.written.start);
  const corrected = wrong.reduce((whole, { claim, now }) => {
    const { start, end } = claim.written;
    const number = writeNumber(now!, claim.written);
    return `${whole.slice(0, start)}${number}${whole.slice(end)}`;
  }, text);
  const tied = writeEvidence(
    corrected,
    merged(readEvidence(text).records, recordsOf(measured, runs)),
  );
  return { text: tied, edits: editsBetween(path, text, tied) };
}

/** One of each evaluation that a figure is of, in the order of the runs. */
function recordsOf(
  measured: readonly JudgedClaim[],
  runs: readonly MeasuredRun[],
): EvidenceRecord[] {
  const named = new Set(
    measured.flatMap(({ evidence }) => evidence?.evaluation ?? []),
  );
  const found = new Map<string, EvidenceRecord>();
  for (const { evaluation, isCurrent, pins } of runs)
    if (isCurrent && named.has(evaluation) && !found.has(evaluation))
      found.set(evaluation, { evaluation, ...pins });
  return [...found.values()];
}

/** What the card says of evaluations that were not measured now stays. */
function merged(
  before: readonly EvidenceRecord[],
  now: readonly EvidenceRecord[],
): EvidenceRecord[] {
  const others = before.filter(
    each => !now.some(({ evaluation }) => evaluation === each.evaluation),
  );
  return [...now, ...others];
}

function editsBetween(
  path: string,
  before: string,
  after: string,
): SectionEdit[] {
  const [old, made] = [readCard(path, before), readCard(path, after)];
  const front =
    old.frontMatter && made.frontMatter
      ? [
          {
            section: FRONT_MATTER_SECTION,
            from: old.frontMatter.text,
            to: made.frontMatter.text,
          },
        ]
      : [];
  const sections = old.headings.map(({ heading, text }, i) => ({
    section: heading,
    from: text,
    to: made.headings[i]?.text ?? text,
  }));
  return [...front, ...sections]
    .filter(({ from, to }) => from !== to)
    .map(({ section, from, to }) => ({
      section,
      from: from.trim(),
      to: to.trim(),
    }));
}
