import type { Annotators } from '@greenroom/backstage-plugin-greenroom-common';
import {
  annotatorConfusion,
  type BoxFinding,
  itemAgreement,
  krippendorffAlpha,
  pairwiseKappa,
  wilson,
} from '@greenroom/label-quality';
import { shownConfusion } from '../../shownConfusion';
import { type Crowd, hasRepeats } from './judgeCrowd';
import type { LabelledRow } from './readLabels';

/** Annotators that are shown: those with the most rows. */
const SHOWN_ANNOTATORS = 200;
/** Pairs that are shown: those with the most rows in common. */
const SHOWN_PAIRS = 200;

/** As it is kept; how people read the guideline becomes sentences when names may be said. */
export type CrowdAnswer = Omit<Annotators, 'job'> & {
  readonly readings?: {
    readonly people: readonly string[];
    readonly classes: readonly string[];
    /** The most frequent first; people and classes by their place. */
    readonly findings: readonly BoxFinding[];
  };
};

/** What there is to know of the annotators themselves. */
export function crowdAnswer(
  crowd: Crowd,
  people: readonly string[],
  rows: readonly LabelledRow[],
  classes: readonly string[],
): CrowdAnswer {
  const { annotations, next } = crowd;
  const labelsOf = (place: number) =>
    annotations.rowStarts[place + 1] - annotations.rowStarts[place];
  return {
    design: 'several',
    annotators: annotatorsOf(crowd, people, classes),
    agreement: agreementOf(crowd),
    pairs: pairsOf(crowd, people),
    ...(next
      ? {
          next: next.map(({ place, score }) => ({
            key: rows[crowd.rows[place]].key,
            score,
            labels: labelsOf(place),
          })),
        }
      : {}),
  };
}

/** Worst first; who is never with others on a row is judged by nothing and stands last. */
function annotatorsOf(
  { annotations, consensus }: Crowd,
  people: readonly string[],
  classes: readonly string[],
): CrowdAnswer['annotators'] {
  const cells = people.map(
    (): { given: number; truth: number; count: number }[] => [],
  );
  for (const cell of annotatorConfusion(annotations, consensus.labels))
    cells[cell.annotator].push({ ...cell, truth: cell.consensus });
  const { agreed, shared } = agreedRows(annotations, consensus.labels);
  const { labelled } = consensus.annotators;
  return people
    .map((annotator, a) => ({
      annotator,
      rows: labelled[a],
      quality:
        shared[a] === 0
          ? { value: 1, n: 0 }
          : {
              value: agreed[a] / shared[a],
              ...wilson(agreed[a], shared[a]),
              n: shared[a],
            },
      confusion: shownConfusion(cells[a], classes),
    }))
    .sort((a, b) => b.rows - a.rows || a.annotator.localeCompare(b.annotator))
    .slice(0, SHOWN_ANNOTATORS)
    .sort(
      (a, b) => a.quality.value - b.quality.value || b.quality.n - a.quality.n,
    );
}

/** On rows that others labelled too: on a row of their own everybody agrees. */
function agreedRows(
  { rows, annotators, rowStarts, annotator, label }: Crowd['annotations'],
  labels: Int32Array,
) {
  const [agreed, shared] = [0, 1].map(() => new Float64Array(annotators));
  for (let row = 0; row < rows; row++) {
    if (rowStarts[row + 1] - rowStarts[row] < 2) continue;
    for (let t = rowStarts[row]; t < rowStarts[row + 1]; t++) {
      shared[annotator[t]]++;
      if (label[t] === labels[row]) agreed[annotator[t]]++;
    }
  }
  return { agreed, shared };
}

function agreementOf({ annotations, method }: Crowd): CrowdAnswer['agreement'] {
  const { n, fleissKappa, gwetAc1 } = itemAgreement(annotations);
  if (n === 0)
    return { rows: 0, remark: 'No row has the labels of two annotators.' };
  return {
    rows: n,
    krippendorffAlpha: known(krippendorffAlpha(annotations).nominal.value),
    fleissKappa: known(fleissKappa.value),
    gwetAc1: known(gwetAc1.value),
    remark: `Consensus by ${method}. Where nearly all rows are of one class the kappas collapse and AC1 does not: read both.`,
  };
}

function pairsOf(
  { annotations }: Crowd,
  people: readonly string[],
): CrowdAnswer['pairs'] {
  if (hasRepeats(annotations)) return [];
  return [...pairwiseKappa(annotations)]
    .sort((x, y) => y.n - x.n || x.a - y.a || x.b - y.b)
    .slice(0, SHOWN_PAIRS)
    .map(({ a, b, n, nominal }) => ({
      a: people[a],
      b: people[b],
      cohenKappa: known(nominal.kappa),
      n,
    }));
}

/** A coefficient that is not defined is absent. */
function known(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}
