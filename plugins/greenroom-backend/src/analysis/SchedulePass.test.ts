import type { Manifest } from '@greenroom/manifest';
import type { Asset } from '../registry/Asset';
import { SchedulePass } from './SchedulePass';
import { askedAsOf, schedulesOf } from './schedules';

const at = (text: string) => new Date(text);
const model = (schedule: object, more: object = {}) =>
  ({
    kind: 'Model',
    name: 'reader',
    evaluations: [{ name: 'held-out', dataset: 'd', split: 'test', schedule }],
    ...more,
  } as unknown as Manifest);
const served = {
  endpoint: { protocol: 'oip-v2', url: 'https://models.test', model: 'reader' },
  preprocessing: { input: 'x', output: 'y', steps: [] },
  classes: ['a', 'b'],
};

describe('SchedulePass', () => {
  const reconciled: string[][] = [];
  const noted: unknown[] = [];
  const pass = (...models: [string, Manifest][]) =>
    new SchedulePass({
      assets: {
        listScheduled: async () =>
          models.map(([id, manifest]) => ({ id, manifest } as Asset)),
      },
      reconcile: async ids => {
        reconciled.push([...ids]);
      },
      acts: {
        note: async (act, { assetId }) => {
          noted.push([act, assetId]);
        },
      },
    });
  beforeEach(() => {
    reconciled.length = 0;
    noted.length = 0;
  });

  it('takes up a model when its time came, and once for all that were missed', async () => {
    const daily = pass(['m', model({ every: 'P1D' })]);
    await daily.run(at('2026-11-26T10:00:00Z'));
    await daily.run(at('2026-11-26T10:05:00Z'));
    expect(reconciled).toEqual([['m']]);
    // Nobody looked for three days.
    await daily.run(at('2026-11-29T00:00:00Z'));
    await daily.run(at('2026-11-29T00:05:00Z'));
    expect(reconciled).toEqual([['m'], ['m']]);
    // What was due when it began was asked before.
    expect(noted).toEqual([['runs-schedule', ['m']]]);
  });

  it('leaves those alone whose time has not come', async () => {
    const both = pass(
      ['daily', model({ every: 'P1D' })],
      ['weekly', model({ cron: '0 6 * * 1' })],
    );
    await both.run(at('2026-11-26T10:00:00Z'));
    await both.run(at('2026-11-27T10:00:00Z'));
    expect(reconciled.at(-1)).toEqual(['daily']);
  });
});

describe('the time of a schedule', () => {
  const now = at('2026-11-26T10:00:00Z');
  const asOf = (manifest: Manifest) =>
    askedAsOf(
      manifest,
      (manifest as Extract<Manifest, { kind: 'Model' }>).evaluations![0],
      now,
    );

  it('is part of the question only where the answer may change without a commit', () => {
    expect(asOf(model({ every: 'P1D' }, served))).toBe(
      '2026-11-26T00:00:00.000Z',
    );
    expect(asOf(model({ every: 'P1D' }))).toBeUndefined();
  });

  it('is told before it comes, with what it will do', () => {
    expect(schedulesOf(model({ every: 'P1D' }, served), now)).toEqual([
      {
        evaluation: 'held-out',
        next: '2026-11-27T00:00:00.000Z',
        asks: 'server',
      },
    ]);
    expect(schedulesOf(model({ cron: '0 6 31 2 *' }), now)).toEqual([
      { evaluation: 'held-out', next: undefined, asks: 'missing' },
    ]);
  });
});
