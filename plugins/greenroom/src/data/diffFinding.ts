import type { DataDiff } from '@greenroom/backstage-plugin-greenroom-common';
import { count, plural } from '../components/numbers';

/** What a difference of two versions comes to, in one sentence. */
export function diffFinding(diff: DataDiff): string {
  const labels = diff.labelTransitions.reduce(
    (sum, { count: rows }) => sum + rows,
    0,
  );
  const parts: string[] = [];
  if (labels > 0) {
    const most = diff.labelTransitions.reduce((a, b) =>
      b.count > a.count ? b : a,
    );
    const share = diff.labelTransitions.length > 1 ? ', most of them' : ':';
    parts.push(
      `${plural(labels, 'label')} changed${share} ${most.from} to ${most.to}`,
    );
  }
  if (diff.rows.added > 0)
    parts.push(`${plural(diff.rows.added, 'row')} added`);
  if (diff.rows.removed > 0)
    parts.push(`${plural(diff.rows.removed, 'row')} removed`);
  const columns = [
    ...diff.columns.added,
    ...diff.columns.removed,
    ...diff.columns.retyped,
  ].length;
  if (columns > 0) parts.push(`${plural(columns, 'column')} changed`);
  if (parts.length === 0 && diff.rows.changed > 0) {
    parts.push(`${count(diff.rows.changed)} rows changed, no label among them`);
  }
  return parts.length === 0
    ? 'Both versions hold the same rows'
    : parts.join('; ');
}
