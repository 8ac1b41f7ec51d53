import type {
  Annotators,
  Confusion,
} from '@greenroom/backstage-plugin-greenroom-common';
import { quantity } from '../../components/numbers';

type Annotator = Annotators['annotators'][number];

export type Confused = { given: string; meant: string; rows: number };

/** The worst quality first; ties by name. */
export function worstFirst(
  annotators: readonly Annotator[],
): readonly Annotator[] {
  return [...annotators].sort(
    (a, b) =>
      a.quality.value - b.quality.value ||
      a.annotator.localeCompare(b.annotator, 'en'),
  );
}

/** Who is surest to be good: few rows do not make a best one. */
function surest(annotators: readonly Annotator[]): Annotator {
  const low = ({ quality }: Annotator) => quality.low ?? 0;
  return annotators.reduce((best, each) =>
    low(each) > low(best) ? each : best,
  );
}

/** Who stands out, said only where their interval lies below that of another. */
export function annotatorsFinding({ design, annotators }: Annotators): string {
  const sorted = worstFirst(annotators);
  const worst = sorted[0];
  if (sorted.length === 0) return 'Nobody is named as who set the labels';
  const best = surest(sorted);
  const right =
    design === 'several' ? 'agree with the consensus' : 'look right';
  const percent = quantity(worst.quality.value, 'percent');
  if (sorted.length === 1)
    return `${percent} of the labels of ${worst.annotator} ${right}`;
  const apart =
    worst.quality.high !== undefined &&
    best.quality.low !== undefined &&
    worst.quality.high < best.quality.low;
  return apart
    ? `${percent} of the labels of ${
        worst.annotator
      } ${right}, against ${quantity(best.quality.value, 'percent')} of ${
        best.annotator
      }`
    : 'No annotator stands out: the intervals overlap';
}

/** Cells off the diagonal, the most rows first. */
export function mostConfused(
  { classes, counts }: Confusion,
  limit: number,
): readonly Confused[] {
  return counts
    .flatMap((line, given) =>
      line.map((rows, meant) => ({
        given: classes[given],
        meant: classes[meant],
        rows,
      })),
    )
    .filter(({ given, meant, rows }) => given !== meant && rows > 0)
    .sort((a, b) => b.rows - a.rows)
    .slice(0, limit);
}

/** How well people agree, each measure with what it means. */
export function agreementMeasures(
  agreement: NonNullable<Annotators['agreement']>,
): readonly { name: string; value: number; meaning: string }[] {
  const { krippendorffAlpha, fleissKappa, gwetAc1 } = agreement;
  return [
    {
      name: "Krippendorff's alpha",
      value: krippendorffAlpha,
      meaning:
        'Agreement beyond chance, also where people labelled different numbers of rows.',
    },
    {
      name: "Fleiss' kappa",
      value: fleissKappa,
      meaning:
        'Agreement beyond chance, where each row has as many labels as any other.',
    },
    {
      name: "Gwet's AC1",
      value: gwetAc1,
      meaning:
        'Agreement beyond a chance that does not grow when one class is most of the rows.',
    },
  ].flatMap(({ value, ...rest }) =>
    value === undefined ? [] : [{ ...rest, value }],
  );
}

/** Above this gap between AC1 and the kappas, skewed classes are the likely reason. */
const SKEW_GAP = 0.2;

/**
 * Whether the kappas fell for want of variety rather than of agreement: they
 * collapse where nearly all rows are of one class (Feinstein and Cicchetti,
 * 1990, "High agreement but low kappa"), AC1 does not (Gwet, 2008).
 */
export function isSkewed(
  agreement: NonNullable<Annotators['agreement']>,
): boolean {
  const { krippendorffAlpha, fleissKappa, gwetAc1 } = agreement;
  const kappa = Math.min(krippendorffAlpha ?? 1, fleissKappa ?? 1);
  return gwetAc1 !== undefined && gwetAc1 - kappa > SKEW_GAP;
}
