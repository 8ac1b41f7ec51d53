import type {
  LabelIssueFilter,
  LabelQuality,
} from '@greenroom/backstage-plugin-greenroom-common';
import { count, plural } from '../../components/numbers';

/** "37 doubtful rows are left to decide". */
export function queueTitle(
  left: number,
  decided: LabelIssueFilter['decided'],
): string {
  const are = left === 1 ? 'is' : 'are';
  switch (decided) {
    case 'later':
      return `${plural(left, 'row')} ${are} put off`;
    case 'decided':
      return `${plural(left, 'row')} ${are} decided`;
    default:
      return left === 0
        ? 'No doubtful row is left to decide here'
        : `${plural(left, 'doubtful row')} ${are} left to decide`;
  }
}

/** "Over all queues 37 left of 60 · 5 put off · 3 asked again because the row changed". */
export function progressWords(
  progress: LabelQuality['progress'],
): string | undefined {
  if (!progress) return undefined;
  const { rows, decided, later, again } = progress;
  return [
    `Over all queues ${count(rows - decided - later)} left of ${count(rows)}`,
    later > 0 ? `${count(later)} put off` : undefined,
    again > 0
      ? `${count(again)} asked again because the row changed`
      : undefined,
  ]
    .filter(part => part !== undefined)
    .join(' · ');
}
