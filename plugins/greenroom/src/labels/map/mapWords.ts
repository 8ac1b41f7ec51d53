import type {
  AssetDetail,
  LabelMap,
} from '@greenroom/backstage-plugin-greenroom-common';
import { labelName } from '../../components/labelWords';
import { count, plural } from '../../components/numbers';
import { KIND_NAMES } from '../kindNames';

type MapPoint = LabelMap['points'][number];

/** "37 of 3,000 rows drawn are doubtful". */
export function mapFinding({ points }: LabelMap): string {
  const doubtful = points.filter(({ kind }) => kind !== undefined).length;
  return doubtful === 0
    ? `None of the ${plural(points.length, 'row')} drawn is doubtful`
    : `${count(doubtful)} of the ${plural(points.length, 'row')} drawn ${
        doubtful === 1 ? 'is' : 'are'
      } doubtful`;
}

/** What is not on the map. */
export function mapNote({ points, rows }: LabelMap): string | undefined {
  return points.length < rows
    ? `All doubtful rows and a sample of the others, of ${count(rows)} rows.`
    : undefined;
}

/** "Row 0412, labelled 4: likely wrong". */
export function pointWords({ key, label, kind }: MapPoint): string {
  return `Row ${key}, labelled ${labelName(label)}${
    kind ? `: ${KIND_NAMES[kind]}` : ''
  }`;
}

/** Classes in the order of the manifest, then any other label by name. */
export function classesOf(
  asset: Pick<AssetDetail, 'classes'>,
  { points }: LabelMap,
): readonly string[] {
  const declared = asset.classes ?? [];
  const others = new Set(points.map(({ label }) => label));
  declared.forEach(name => others.delete(name));
  return [...declared, ...[...others].sort()];
}
