import {
  Annotations,
  groupByAnnotator,
  refuseRepeats,
  rowsOf,
} from './Annotations';
import { cohenKappa, Kappa, KAPPA_WEIGHTS, KappaWeights } from './cohenKappa';

export type PairAgreement = {
  /** Indices of the two annotators, a below b. */
  readonly a: number;
  readonly b: number;
  /** Rows both labelled. */
  readonly n: number;
  /** Share of them with the same label. */
  readonly percent: number;
} & Readonly<Record<KappaWeights, Kappa>>;

/**
 * Cohen's kappas of all pairs of annotators who share a row, one after another,
 * so that no table of all pairs is ever held.
 *
 * @throws RangeError where an annotator labelled a row twice
 */
export function* pairwiseKappa(
  annotations: Annotations,
): Generator<PairAgreement> {
  refuseRepeats(annotations);
  const { annotators, rowStarts, annotator, label } = annotations;
  const row = rowsOf(annotations);
  const { positions, starts } = groupByAnnotator(annotations);
  for (let a = 0; a < annotators; a++) {
    const shared = new Map<number, { first: number[]; second: number[] }>();
    for (let i = starts[a]; i < starts[a + 1]; i++) {
      const t = positions[i];
      // Annotations of a row are in order of annotator: the rest are above a.
      for (let other = t + 1; other < rowStarts[row[t] + 1]; other++) {
        const b = annotator[other];
        let both = shared.get(b);
        if (!both) shared.set(b, (both = { first: [], second: [] }));
        both.first.push(label[t]);
        both.second.push(label[other]);
      }
    }
    for (const b of [...shared.keys()].sort((x, y) => x - y)) {
      const first = Int32Array.from(shared.get(b)!.first);
      const second = Int32Array.from(shared.get(b)!.second);
      const [nominal, linear, quadratic] = KAPPA_WEIGHTS.map(weights =>
        cohenKappa(first, second, weights),
      );
      const n = first.length;
      const same = first.reduce(
        (sum, given, t) => sum + (given === second[t] ? 1 : 0),
        0,
      );
      yield { a, b, n, percent: same / n, nominal, linear, quadratic };
    }
  }
}
