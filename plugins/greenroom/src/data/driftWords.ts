import type {
  ColumnDrift,
  DriftMeasure,
} from '@greenroom/backstage-plugin-greenroom-common';
import { decimal, plural } from '../components/numbers';

export const MEASURE_NAMES: Readonly<Record<DriftMeasure, string>> = {
  psi: 'population stability index',
  'jensen-shannon': 'Jensen-Shannon distance',
  wasserstein: 'Wasserstein distance',
  'kolmogorov-smirnov': 'Kolmogorov-Smirnov',
  'chi-squared': 'chi-squared',
};

export const EFFECT_NAMES = {
  'kolmogorov-smirnov': 'Kolmogorov-Smirnov',
  'cramers-v': "Cramér's V",
} as const;

/** What moved first: by verdict, then by the size of the effect, then by name. */
export function byEffect(columns: readonly ColumnDrift[]): ColumnDrift[] {
  const rank = { moved: 0, same: 1, 'too few rows': 2 } as const;
  return [...columns].sort(
    (a, b) =>
      rank[a.verdict] - rank[b.verdict] ||
      b.effect.value - a.effect.value ||
      a.column.localeCompare(b.column),
  );
}

/** "2 of 7 columns moved, slant most". */
export function driftFinding(columns: readonly ColumnDrift[]): string {
  const [first] = byEffect(columns);
  const moved = columns.filter(({ verdict }) => verdict === 'moved').length;
  const few = columns.filter(
    ({ verdict }) => verdict === 'too few rows',
  ).length;
  if (columns.length === 0) return 'No column could be compared';
  const unsure =
    few === 0 ? '' : `; ${plural(few, 'column')} with too few rows to tell`;
  if (moved === 0) return `No column moved${unsure}`;
  const most = moved > 1 ? `, ${first.column} most` : `: ${first.column}`;
  return `${moved} of ${plural(
    columns.length,
    'column',
  )} moved${most}${unsure}`;
}

/** "effect 0.312 (large)", "effect 0.2 (small) on empty cells". */
export function effectWords({ effect }: ColumnDrift): string {
  const value = decimal(Math.round(effect.value * 1000) / 1000);
  const of = effect.of ? ` on ${effect.of}` : '';
  return `effect ${value} (${effect.size})${of}`;
}

const COMPARED: Readonly<
  Record<NonNullable<ColumnDrift['comparedBy']>, string | undefined>
> = {
  value: undefined,
  length: 'characters of each text',
  brightness: 'mean pixel of each picture',
  bytes: 'bytes of each picture',
};

/** What of the cells is compared, where it is not the cells themselves. */
export function comparedWords({ comparedBy }: ColumnDrift): string | undefined {
  return comparedBy && COMPARED[comparedBy];
}

/** What stands below the first and the last bin of numbers: "−20" and "20", or days. */
export function axisEnds({ bins }: ColumnDrift): [string, string] {
  const first = bins[0]?.label.split(' to ')[0] ?? '';
  const last = bins[bins.length - 1]?.label.split(' to ').at(-1) ?? '';
  const short = (text: string) =>
    text !== '' && Number.isFinite(Number(text)) ? decimal(Number(text)) : text;
  return [short(first), short(last)];
}

/** The chance of a test as it is written; never as zero. */
export function pWords(name: 'p' | 'q', chance: number): string {
  return chance < 0.0001
    ? `${name} < 0.0001`
    : `${name} ${Number(chance.toPrecision(2))}`;
}
