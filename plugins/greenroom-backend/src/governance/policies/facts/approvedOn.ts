import type { StoredReview } from '../../reviews/StoredReview';

/** The day of the last approval that is in force on a day, or `never`. */
export function approvedOn(
  decisions: readonly Pick<
    StoredReview,
    'decision' | 'decidedAt' | 'expiresAt'
  >[],
  today: string,
): string {
  const days = decisions
    .filter(
      ({ decision, expiresAt }) =>
        decision !== undefined &&
        decision !== 'rejected' &&
        (expiresAt === undefined || today <= dayOf(expiresAt)),
    )
    .flatMap(({ decidedAt }) => (decidedAt ? [dayOf(decidedAt)] : []))
    .sort();
  return days.at(-1) ?? 'never';
}

function dayOf(time: string): string {
  return new Date(time).toISOString().slice(0, 10);
}
