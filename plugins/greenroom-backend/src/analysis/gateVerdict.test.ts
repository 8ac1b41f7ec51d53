import { gateVerdict, type NamedRun } from './gateVerdict';
import type { RunWithJob } from './RunStore';

function run(
  state: string,
  gates: { passed: boolean; reason: string }[] = [],
): NamedRun {
  return {
    model: 'sizer 2.0.0',
    dataset: 'heights 1.0.0',
    run: {
      evaluation: 'held-out',
      split: 'test',
      job: { state, error: 'The model is gone.' },
      result:
        state === 'succeeded'
          ? { gates, metrics: { accuracy: { value: 0.95 } } }
          : undefined,
    } as unknown as RunWithJob,
  };
}

const PASSED = { passed: true, reason: 'accuracy 0.95 is at least 0.9' };
const MISSED = { passed: false, reason: 'accuracy 0.85 is below 0.9' };

describe('gateVerdict', () => {
  it('waits for every run', () => {
    expect(
      gateVerdict([run('succeeded', [PASSED]), run('running')]),
    ).toBeUndefined();
    expect(gateVerdict([])).toBeUndefined();
  });

  it('passes where every gate passed', () => {
    expect(gateVerdict([run('succeeded', [PASSED, PASSED])])).toMatchObject({
      conclusion: 'success',
      title: 'All 2 gates passed',
    });
  });

  it('fails with one gate, and says which', () => {
    const verdict = gateVerdict([
      run('succeeded', [PASSED]),
      run('succeeded', [MISSED]),
    ]);
    expect(verdict).toMatchObject({
      conclusion: 'failure',
      title: '1 of 2 gates failed',
    });
    expect(verdict!.summary).toContain(
      '**failed**: accuracy 0.85 is below 0.9',
    );
  });

  it('fails where a run failed, with its reason', () => {
    const verdict = gateVerdict([run('failed'), run('succeeded', [PASSED])]);
    expect(verdict).toMatchObject({
      conclusion: 'failure',
      title: '1 evaluation did not run',
    });
    expect(verdict!.summary).toContain('The model is gone.');
  });

  it('is neutral where no gate is declared', () => {
    const verdict = gateVerdict([run('succeeded')]);
    expect(verdict!.conclusion).toBe('neutral');
    expect(verdict!.summary).toContain('accuracy 0.9500');
  });

  it('lets no name end its cell of the table', () => {
    const named = { ...run('succeeded', [PASSED]), model: 'a | b\nc' };
    expect(gateVerdict([named])!.summary).toContain('| a \\| b c |');
  });
});
