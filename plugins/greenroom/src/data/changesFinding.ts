import type { DataComparison } from '@greenroom/backstage-plugin-greenroom-common';
import { plural } from '../components/numbers';
import { boxTransitions } from './boxTransitions';

/** What a difference of two versions comes to, in one sentence. */
export function changesFinding(comparison: DataComparison): string {
  const labels = comparison.labelTransitions.reduce(
    (sum, { count: rows }) => sum + rows,
    0,
  );
  const parts: string[] = [];
  const boxes = boxTransitions(comparison.labelTransitions);
  if (labels > 0 && boxes) {
    const words = boxes.map(({ word, count: changed }) => `${changed} ${word}`);
    parts.push(
      `Boxes of ${plural(labels, 'picture')} changed: ${words.join(', ')}`,
    );
  } else if (labels > 0) {
    const most = comparison.labelTransitions.reduce((a, b) =>
      b.count > a.count ? b : a,
    );
    const share =
      comparison.labelTransitions.length > 1 ? ', most of them' : ':';
    parts.push(
      `${plural(labels, 'label')} changed${share} ${most.from} to ${most.to}`,
    );
  }
  if (comparison.rows.added > 0)
    parts.push(`${plural(comparison.rows.added, 'row')} added`);
  if (comparison.rows.removed > 0)
    parts.push(`${plural(comparison.rows.removed, 'row')} removed`);
  const columns = [
    ...comparison.columns.added,
    ...comparison.columns.removed,
    ...comparison.columns.retyped,
  ].length;
  if (columns > 0) parts.push(`${plural(columns, 'column')} changed`);
  if (parts.length === 0 && comparison.rows.changed > 0) {
    parts.push(
      `${plural(comparison.rows.changed, 'row')} changed, no label among them`,
    );
  }
  return parts.length === 0
    ? 'Both versions hold the same rows'
    : parts.join('; ');
}
