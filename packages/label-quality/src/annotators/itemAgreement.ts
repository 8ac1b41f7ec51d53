import { Annotations } from './Annotations';
import { around } from './cohenKappa';

export type Coefficient = {
  /** 1 for full agreement, 0 as by chance; NaN where it is not defined. */
  readonly value: number;
  /** 95 %. */
  readonly low: number;
  readonly high: number;
};

export type ItemAgreement = {
  /** Share of pairs of labels of a row that are the same, mean over rows. */
  readonly percent: number;
  readonly fleissKappa: Coefficient;
  readonly gwetAc1: Coefficient;
  /** Rows with two labels or more. */
  readonly n: number;
};

/** How a row adds to the agreement by chance, given how frequent classes are. */
type Chance = {
  /** Agreement by chance over all rows. */
  readonly expected: number;
  /** The same, of a row with one label of a class. */
  readonly ofLabel: Float64Array;
};

/**
 * Fleiss' kappa (1971) and Gwet's AC1 (2008) of any number of annotators, with
 * missing labels and variances as in Gwet (2014, ch. 2 and 5). Where nearly all
 * rows are of one class kappa collapses and AC1 does not: read both.
 */
export function itemAgreement(annotations: Annotations): ItemAgreement {
  const { rows, classes: k, rowStarts, label } = annotations;
  const shares = new Float64Array(k);
  const agreed = new Float64Array(rows);
  const counts = new Int32Array(k);
  let [labelled, several, sum] = [0, 0, 0];
  for (let row = 0; row < rows; row++) {
    const [start, end] = [rowStarts[row], rowStarts[row + 1]];
    const m = end - start;
    if (m === 0) continue;
    labelled++;
    for (let t = start; t < end; t++) {
      counts[label[t]]++;
      shares[label[t]] += 1 / m;
    }
    if (m > 1) {
      several++;
      for (let t = start; t < end; t++)
        agreed[row] += (counts[label[t]] - 1) / (m * (m - 1));
      sum += agreed[row];
    }
    for (let t = start; t < end; t++) counts[label[t]] = 0;
  }
  for (let j = 0; j < k; j++) shares[j] /= labelled;
  const percent = sum / several;
  const evenness = shares.reduce((total, p) => total + p * (1 - p), 0);
  const coefficientOf = (chance: Chance) =>
    coefficient(annotations, { agreed, percent, labelled, several }, chance);
  return {
    percent,
    n: several,
    fleissKappa: coefficientOf({ expected: 1 - evenness, ofLabel: shares }),
    gwetAc1: coefficientOf({
      expected: evenness / (k - 1),
      ofLabel: shares.map(p => (1 - p) / (k - 1)),
    }),
  };
}

type Observed = {
  readonly agreed: Float64Array;
  readonly percent: number;
  readonly labelled: number;
  readonly several: number;
};

/** (observed - expected) / (1 - expected), its variance from the rows' shares in it. */
function coefficient(
  { rows, rowStarts, label }: Annotations,
  { agreed, percent, labelled, several }: Observed,
  { expected, ofLabel }: Chance,
): Coefficient {
  const value = (percent - expected) / (1 - expected);
  let spread = 0;
  for (let row = 0; row < rows; row++) {
    const [start, end] = [rowStarts[row], rowStarts[row + 1]];
    if (start === end) continue;
    const own =
      end - start > 1
        ? (labelled / several) * ((agreed[row] - expected) / (1 - expected))
        : 0;
    let chance = 0;
    for (let t = start; t < end; t++) chance += ofLabel[label[t]];
    const byChance = (chance / (end - start) - expected) / (1 - expected);
    spread += (own - 2 * (1 - value) * byChance - value) ** 2;
  }
  return {
    value,
    ...around(value, Math.sqrt(spread / (labelled * (labelled - 1)))),
  };
}
