import type { RunWithJob } from '../analysis/RunStore';
import type { Asset, Version } from './Asset';
import { type NamingModel, versionMetrics } from './versionMetrics';

const data = { id: 'd1', commits: ['c1'] } as unknown as Version;

const run = (
  id: string,
  of: { model: string; data: string; audited?: boolean; accuracy?: number },
) =>
  ({
    id,
    model_version_id: of.model,
    dataset_version_id: of.data,
    audited: of.audited ?? false,
    result:
      of.accuracy === undefined
        ? undefined
        : {
            metrics: {
              logLoss: { value: 1 },
              accuracy: { value: of.accuracy },
            },
          },
  } as unknown as RunWithJob);

const model = (runs: readonly RunWithJob[]): NamingModel => ({
  asset: { id: 'm', name: 'reader' } as Asset,
  versions: [
    {
      id: 'm1',
      manifest: { kind: 'Model', trainedOn: { revision: 'c1' } },
    } as unknown as Version,
    { id: 'm2', manifest: { kind: 'Model' } } as unknown as Version,
  ],
  runs,
});

describe('versionMetrics', () => {
  it('tells how models do that were trained on a version, and on which it was run', () => {
    const found = versionMetrics(data, [
      model([
        run('r2', { model: 'm2', data: 'd1', accuracy: 0.8 }),
        run('r1', { model: 'm1', data: 'd0', accuracy: 0.9 }),
      ]),
    ]);
    expect(
      found.map(({ relation, runId, metric }) => [relation, runId, metric]),
    ).toEqual([
      ['trained on', 'r1', 'accuracy'],
      ['evaluated on', 'r2', 'accuracy'],
    ]);
  });

  it('prefers audited labels to newer ones', () => {
    const [evaluated] = versionMetrics(data, [
      model([
        run('newer', { model: 'm2', data: 'd1', accuracy: 0.8 }),
        run('audited', {
          model: 'm2',
          data: 'd1',
          audited: true,
          accuracy: 0.7,
        }),
      ]),
    ]);
    expect(evaluated.runId).toBe('audited');
  });

  it('tells nothing of runs that have not ended', () => {
    expect(
      versionMetrics(data, [model([run('r', { model: 'm1', data: 'd1' })])]),
    ).toEqual([]);
  });
});
