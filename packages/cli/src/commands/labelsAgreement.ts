import {
  Coefficient,
  itemAgreement,
  Kappa,
  krippendorffAlpha,
  PairAgreement,
  pairwiseKappa,
} from '@greenroom/label-quality';
import { Command, required } from '../Command';
import { readAnnotations } from '../readAnnotations';
import { orNull } from '../orNull';
import { textTable } from '../textTable';

/** Pairs that are printed for people; JSON has them all. */
const PRINTED_PAIRS = 20;

export const labelsAgreement: Command = {
  usage: 'labels agreement --annotations TABLE [--format json]',
  options: { annotations: { type: 'string' } },
  async run(_positionals, flags) {
    const { annotations, names } = await readAnnotations(
      required(flags, 'annotations'),
    );
    const { percent, n, fleissKappa, gwetAc1 } = itemAgreement(annotations);
    const { nominal, ordinal, interval } = krippendorffAlpha(annotations);
    const pairs = Array.from(pairwiseKappa(annotations), pair =>
      named(pair, names),
    );
    const intervals = { krippendorffAlpha: nominal, fleissKappa, gwetAc1 };
    return {
      json: {
        rows: annotations.rows,
        rowsWithSeveral: n,
        percentAgreement: orNull(percent),
        krippendorffAlpha: orNull(nominal.value),
        krippendorffAlphaOrdinal: orNull(ordinal.value),
        krippendorffAlphaInterval: orNull(interval.value),
        fleissKappa: orNull(fleissKappa.value),
        gwetAc1: orNull(gwetAc1.value),
        intervals: Object.fromEntries(
          Object.entries(intervals).map(([name, each]) => [name, limits(each)]),
        ),
        pairs,
      },
      text: [
        textTable(
          ['agreement', 'value', '95 %'],
          Object.entries(intervals).map(([name, each]) => [
            name,
            each.value.toFixed(4),
            `${each.low.toFixed(4)} to ${each.high.toFixed(4)}`,
          ]),
        ),
        'Kappa and alpha collapse where nearly all rows are of one class; AC1 does not.',
        textTable(
          ['a', 'b', "Cohen's kappa", 'rows'],
          [...pairs]
            .sort((a, b) => (a.cohenKappa ?? 2) - (b.cohenKappa ?? 2))
            .slice(0, PRINTED_PAIRS)
            .map(pair => [
              pair.a,
              pair.b,
              pair.cohenKappa?.toFixed(4) ?? '',
              pair.n,
            ]),
        ),
      ].join('\n'),
    };
  },
};

function named(pair: PairAgreement, names: readonly string[]) {
  return {
    a: names[pair.a],
    b: names[pair.b],
    cohenKappa: orNull(pair.nominal.kappa),
    ...limits(pair.nominal),
    linearKappa: orNull(pair.linear.kappa),
    quadraticKappa: orNull(pair.quadratic.kappa),
    percent: pair.percent,
    n: pair.n,
  };
}

function limits({ low, high }: Coefficient | Kappa) {
  return { low: orNull(low), high: orNull(high) };
}
