import fc from 'fast-check';
import { lastDue, nextDue } from './schedule';
import { scheduleSchema } from './scheduleDocument';

const at = (text: string) => new Date(text);

describe('nextDue', () => {
  it('comes every day at midnight', () => {
    expect(nextDue({ every: 'P1D' }, at('2026-11-26T05:00:00Z'))).toEqual(
      at('2026-11-27T00:00:00Z'),
    );
  });

  it('comes by cron, in UTC', () => {
    // A Thursday.
    expect(nextDue({ cron: '0 6 * * 1' }, at('2026-11-26T05:00:00Z'))).toEqual(
      at('2026-11-30T06:00:00Z'),
    );
  });
});

describe('lastDue', () => {
  it('is one time, however many were missed', () => {
    const now = at('2026-11-26T05:00:00Z');
    expect(lastDue({ every: 'PT6H' }, now)).toEqual(at('2026-11-26T00:00:00Z'));
    expect(lastDue({ cron: '0 6 * * 1' }, now)).toEqual(
      at('2026-11-23T06:00:00Z'),
    );
  });

  it('finds what comes once in four years', () => {
    expect(lastDue({ cron: '0 0 29 2 *' }, at('2026-11-26T05:00:00Z'))).toEqual(
      at('2024-02-29T00:00:00Z'),
    );
  });

  it('is none where no such day comes', () => {
    const never = { cron: '0 6 31 2 *' };
    expect(lastDue(never, at('2026-11-26T05:00:00Z'))).toBeUndefined();
    expect(nextDue(never, at('2026-11-26T05:00:00Z'))).toBeUndefined();
  });

  it('and what comes next enclose any moment, and nothing comes between them', () => {
    const schedules = fc.constantFrom(
      { every: 'P1W' },
      { every: 'PT90M' },
      { cron: '30 6 * * 1' },
      { cron: '0 */4 * * *' },
      { cron: '15 3 1 * *' },
    );
    fc.assert(
      fc.property(
        schedules,
        fc.date({
          min: at('2020-01-01'),
          max: at('2030-01-01'),
          noInvalidDate: true,
        }),
        (schedule, now) => {
          const last = lastDue(schedule, now)!;
          const next = nextDue(schedule, now);
          expect(last <= now && now < next!).toBe(true);
          expect(nextDue(schedule, last)).toEqual(next);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('schedule', () => {
  it.each([
    ['both', { every: 'P1D', cron: '0 6 * * 1' }, /say either every/],
    ['a duration of months', { every: 'P1M' }, /as in P1D or PT6H/],
    ['nothing at all', { every: 'P' }, /as in P1D or PT6H/],
    ['too often', { every: 'PT5M' }, /at most every 15 minutes/],
    ['too often by cron', { cron: '*/5 6 * * *' }, /at most every 15 minutes/],
    ['seconds', { cron: '0 0 6 * * 1' }, /five fields/],
    ['every minute of an hour', { cron: '* 6 * * *' }, /at most every 15/],
    ['times around the hour', { cron: '5,55 * * * *' }, /at most every 15/],
    ['an hour that is none', { cron: '0 25 * * *' }, /out of range/],
  ])('refuses %s', (_, document, message) => {
    const read = scheduleSchema.safeParse(document);
    expect(JSON.stringify(read.error?.issues)).toMatch(message);
  });

  it.each([{ every: 'P1DT12H' }, { cron: '0,30 6 * * MON-FRI' }])(
    'takes %j',
    document => {
      expect(scheduleSchema.parse(document)).toEqual(document);
    },
  );
});
