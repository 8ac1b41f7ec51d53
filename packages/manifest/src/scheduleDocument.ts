import { CronTime } from 'cron';
import { z } from 'zod';
import { durationMillis } from './schedule';

const SHORTEST_MINUTES = 15;
const MINUTES_AN_HOUR = 60;
const TOO_OFTEN = `at most every ${SHORTEST_MINUTES} minutes`;
const LISTED_MINUTES = /^\d{1,2}(,\d{1,2})*$/;
const STEPPED_MINUTES = /^\*\/(\d{1,2})$/;

const every = z
  .string()
  .refine(
    text => durationMillis(text) !== undefined,
    'use a duration of weeks, days, hours and minutes, as in P1D or PT6H',
  )
  .refine(
    text => (durationMillis(text) ?? Infinity) >= SHORTEST_MINUTES * 60_000,
    TOO_OFTEN,
  );
const cron = z
  .string()
  .regex(
    /^\S+( \S+){4}$/,
    'use five fields (minute hour day month weekday, in UTC), in quotes: "0 6 * * 1"',
  )
  .superRefine((text, context) => {
    const problem = problemOf(text);
    if (problem) context.addIssue({ code: 'custom', message: problem });
  });

/** When an evaluation is asked anew, beside whenever model or data change. */
export const scheduleSchema = z.union(
  [z.strictObject({ every }), z.strictObject({ cron })],
  { error: 'say either every, as in P1D, or cron, as in "0 6 * * 1"' },
);

/** That a day never comes (31 February) is told where the time is shown: to look for it takes long. */
function problemOf(text: string): string | undefined {
  try {
    // eslint-disable-next-line no-new
    new CronTime(text, 'UTC');
  } catch (error) {
    return (error as Error).message;
  }
  return isTooOften(text.split(' ')[0]) ? TOO_OFTEN : undefined;
}

function isTooOften(minutes: string): boolean {
  const step = STEPPED_MINUTES.exec(minutes)?.[1];
  if (step !== undefined) return Number(step) < SHORTEST_MINUTES;
  if (!LISTED_MINUTES.test(minutes)) return true;
  const listed = minutes
    .split(',')
    .map(Number)
    .sort((a, b) => a - b);
  return listed.some((minute, i) =>
    i > 0
      ? minute - listed[i - 1] < SHORTEST_MINUTES
      : listed.length > 1 &&
        minute + MINUTES_AN_HOUR - listed.at(-1)! < SHORTEST_MINUTES,
  );
}
