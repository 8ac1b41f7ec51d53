import type { GateResult } from '@greenroom/evaluation';
import {
  declaredOutcome,
  type HoldingRun,
  isSayingEntry,
} from './declaredOutcome';

const where = [{ type: 'range', feature: 'width', below: 2 }] as const;
const seen = { key: 'k', runId: 'r', where: [...where] };
const cohort = { ...seen, kind: 'cohort', name: 'narrow' } as const;
const gate = { ...seen, kind: 'gate', evaluation: 'test', min: 0.8 } as const;
const result = (passed: boolean): GateResult => ({
  ...{ metric: 'accuracy', min: 0.8, where: { width: { below: 2 } } },
  passed,
  outcome: passed ? 'passed' : 'failed',
  reason: 'accuracy 0.7 is below 0.8',
});
const run = (name: string, gates: GateResult[]): HoldingRun => ({
  ...{ evaluation: 'test', name, gates },
});
const lastOf = (runs: readonly HoldingRun[]) =>
  declaredOutcome({ entries: [gate], isRead: true, runs }).at(-1);

describe('declaredOutcome', () => {
  it('says what the manifest declares once it is read', () => {
    const entries = [cohort];
    expect(declaredOutcome({ entries, isRead: false, runs: [] })).toMatchObject(
      [{ step: 'merged' }, { step: 'manifest', state: 'working' }],
    );
    expect(declaredOutcome({ entries, isRead: true, runs: [] })).toMatchObject([
      { step: 'merged' },
      {
        step: 'manifest',
        state: 'done',
        text: 'It was read, and names the cohort narrow.',
      },
    ]);
  });

  it('tells a recipe from the rows that it makes', () => {
    const augmentation = { name: 'more fours', op: 'jitter' } as never;
    const recipe = {
      ...{ key: 'k', versionId: 'v', augmentation },
      kind: 'augmentation',
      as: 'recipe',
    } as const;
    expect(isSayingEntry({ ...recipe, as: 'rows' })).toBe(false);
    expect(isSayingEntry(recipe)).toBe(true);
    expect(
      declaredOutcome({ entries: [recipe], isRead: true, runs: [] }).at(-1),
    ).toMatchObject({ text: 'It was read, and has the recipe more fours.' });
  });

  it('names the run in which a gate held, or did not', () => {
    const before = run('1.0.0 on 1.0.0', []);
    expect(lastOf([before])).toMatchObject({ step: 'run', state: 'waiting' });
    expect(lastOf([run('2.0.0 on 1.0.0', [result(true)]), before])).toEqual({
      ...{ step: 'run', state: 'done' },
      text: 'Held in the run of 2.0.0 on 1.0.0.',
    });
    expect(lastOf([run('3.0.0 on 1.0.0', [result(false)])])?.text).toBe(
      'Not held in the run of 3.0.0 on 1.0.0: accuracy 0.7 is below 0.8',
    );
  });
});
