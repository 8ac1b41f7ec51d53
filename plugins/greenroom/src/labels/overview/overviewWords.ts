import type {
  AssetDetail,
  AuditSummary,
  LabelQuality,
} from '@greenroom/backstage-plugin-greenroom-common';
import { plural } from '../../components/numbers';
import { hasBoxes } from '../hasBoxes';
import { KIND_NAMES } from '../kindNames';

/** "37 labels look wrong, most often 4 that looks like 9". */
export function labelsFinding(
  quality: LabelQuality,
  asset: Pick<AssetDetail, 'task'>,
): string {
  const issues = quality.issues ?? quality.total;
  if (hasBoxes(asset)) return boxesFinding(quality, issues);
  if (issues === 0) return 'No label looks wrong';
  const [most] = [...(quality.transitions ?? [])].sort(
    (a, b) => b.count - a.count,
  );
  const found = `${plural(issues, 'label')} ${
    issues === 1 ? 'looks' : 'look'
  } wrong`;
  return most
    ? `${found}, most often ${most.given} that looks like ${most.suggested}`
    : found;
}

/** "37 pictures have doubtful boxes, most often: overlooked". */
function boxesFinding(quality: LabelQuality, pictures: number): string {
  if (pictures === 0) return 'No box looks wrong';
  const [most] = (quality.byKind ?? [])
    // What people draw differently is no box that looks wrong.
    .filter(({ kind }) => kind !== 'ambiguous')
    .sort((a, b) => b.count - a.count);
  const found = `${plural(pictures, 'picture')} ${
    pictures === 1 ? 'has' : 'have'
  } doubtful boxes`;
  return most && most.count > 0
    ? `${found}, most often: ${KIND_NAMES[most.kind]}`
    : found;
}

/** The newest audit from which a rate is known. */
export function newestAudit(
  audits: readonly AuditSummary[],
): AuditSummary | undefined {
  return [...audits]
    .filter(({ noise }) => noise !== undefined)
    .sort((a, b) => b.at.localeCompare(a.at))[0];
}

/** "4 and 9 can't be told apart in 31 rows: sharpen the guideline". */
export function pairSentence(pair: {
  a: string;
  b: string;
  count: number;
}): string {
  return `${pair.a} and ${pair.b} can't be told apart in ${plural(
    pair.count,
    'row',
  )}: sharpen the guideline`;
}
