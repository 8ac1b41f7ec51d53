import type {
  ChangedSlice,
  ErrorAnswerTo,
} from '@greenroom/backstage-plugin-greenroom-common';
import { signed } from '../components/Delta';
import { plural, quantity, type Unit } from '../components/numbers';

export type Against = NonNullable<ErrorAnswerTo<'changes'>['against']>;
type Parts = NonNullable<Against['change']>['parts'];

export const OUTCOMES: Readonly<Record<ChangedSlice['outcome'], string>> = {
  appeared: 'new',
  worse: 'worse',
  better: 'better',
  gone: 'gone',
  same: 'no change shown',
};

const MOVERS = {
  model: 'the model',
  labels: 'labels',
  rows: 'rows that came, went or were edited',
} as const;

/** "labels −8.0, the model −2.0": what moved a rate, the largest part first; empty where nothing did. */
export function partsWords(parts: Parts, unit: Unit): string {
  return (Object.keys(MOVERS) as (keyof typeof MOVERS)[])
    .map(mover => ({ mover, value: parts[mover] }))
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
    .map(({ mover, value }) => ({ mover, words: signed(value, unit) }))
    .filter(({ words }) => !words.startsWith('±'))
    .map(({ mover, words }) => `${MOVERS[mover]} ${words}`)
    .join(', ');
}

/** "5.9 % → 4.1 % wrong since 1.0.0 on 1.4.0: 1 slice got worse, 2 got better". */
export function changesFinding(
  { after, against }: { after: Against['before']; against: Against },
  unit: Unit,
): string {
  const rates = [against.before, after].map(({ rate }) =>
    quantity(rate.value, unit),
  );
  const of = (...outcomes: ChangedSlice['outcome'][]) =>
    against.slices.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const worse = of('appeared', 'worse');
  const better = of('better', 'gone');
  const slices =
    worse + better === 0
      ? 'no slice changed by more than chance'
      : [
          ...(worse > 0 ? [`${plural(worse, 'slice')} got worse`] : []),
          ...(better > 0
            ? [`${worse > 0 ? better : plural(better, 'slice')} got better`]
            : []),
        ].join(', ');
  return `${rates.join(' → ')} ${
    unit === 'percent' ? 'wrong' : 'mean loss'
  } since ${against.name}: ${slices}`;
}

/** "31 rows broke and 54 were fixed, of 2,000 in both runs". */
export function flipsFinding({
  rows,
  broken,
  fixed,
}: Against['flips']): string {
  if (rows === 0) return 'The two runs have no row in common';
  return `${plural(broken, 'row')} broke and ${fixed.toLocaleString('en-GB')} ${
    fixed === 1 ? 'was' : 'were'
  } fixed, of ${rows.toLocaleString('en-GB')} in both runs`;
}
