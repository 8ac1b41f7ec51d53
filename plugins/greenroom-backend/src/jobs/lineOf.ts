/** Priorities are 0 to this. */
export const HIGHEST_PRIORITY = 9_999;

/** The part of a line's name that sorts by priority, the highest first. */
export function rankOf(priority: number): string {
  if (
    !Number.isInteger(priority) ||
    priority < 0 ||
    priority > HIGHEST_PRIORITY
  ) {
    throw new RangeError(
      `A priority is a whole number from 0 to ${HIGHEST_PRIORITY}, not ${priority}.`,
    );
  }
  return String(HIGHEST_PRIORITY - priority).padStart(4, '0');
}

/** The line in which jobs of one priority and one team wait. */
export function lineOf(priority: number, team: string): string {
  return `${rankOf(priority)} ${team}`;
}
