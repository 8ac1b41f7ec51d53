import { CronTime } from 'cron';

/** How often something is asked anew; times are UTC. */
export type Schedule =
  | {
      /** ISO 8601, of weeks, days, hours and minutes: `P1D`. */
      readonly every: string;
    }
  | {
      /** Minute, hour, day of the month, month, day of the week. */
      readonly cron: string;
    };

const MINUTE_MILLIS = 60_000;
const HOUR_MILLIS = 60 * MINUTE_MILLIS;
const DAY_MILLIS = 24 * HOUR_MILLIS;
/** The shortest first: the last time is looked for in each, until there is one. */
const WINDOWS_MILLIS = [1, 24, 31 * 24, 366 * 24, 8 * 366 * 24].map(
  hours => hours * HOUR_MILLIS,
);
const DURATION =
  /^P(?=.)(?:(\d{1,3})W)?(?:(\d{1,3})D)?(?:T(?=.)(?:(\d{1,4})H)?(?:(\d{1,5})M)?)?$/;

/** @returns milliseconds; undefined for what is no duration of weeks, days, hours and minutes */
export function durationMillis(every: string): number | undefined {
  const parts = DURATION.exec(every)?.slice(1);
  if (!parts) return undefined;
  const [weeks, days, hours, minutes] = parts.map(part => Number(part ?? 0));
  return (
    (weeks * 7 + days) * DAY_MILLIS +
    hours * HOUR_MILLIS +
    minutes * MINUTE_MILLIS
  );
}

/**
 * The first time after a moment. What comes every so often comes at whole
 * multiples of that since 1970, so that every replica knows the same times.
 *
 * @returns undefined for a time that does not come within eight years
 */
export function nextDue(schedule: Schedule, after: Date): Date | undefined {
  if ('every' in schedule) {
    const step = stepOf(schedule.every);
    return new Date((Math.floor(after.getTime() / step) + 1) * step);
  }
  try {
    return new CronTime(schedule.cron, 'UTC')
      .getNextDateFrom(after, 'UTC')
      .toJSDate();
  } catch {
    return undefined;
  }
}

/** The last time at or before a moment; however many were missed, it is one. */
export function lastDue(schedule: Schedule, now: Date): Date | undefined {
  if ('every' in schedule) {
    const step = stepOf(schedule.every);
    return new Date(Math.floor(now.getTime() / step) * step);
  }
  for (const window of WINDOWS_MILLIS) {
    let last: Date | undefined;
    let next = nextDue(schedule, new Date(now.getTime() - window - 1));
    if (!next) return undefined;
    while (next && next <= now) {
      last = next;
      next = nextDue(schedule, next);
    }
    if (last) return last;
  }
  return undefined;
}

function stepOf(every: string): number {
  const step = durationMillis(every);
  if (!step) throw new Error(`'${every}' is no duration.`);
  return step;
}
