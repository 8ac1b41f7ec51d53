import type { JobRow } from '../jobs/JobRow';
import type { Asset, Version } from '../registry/Asset';
import { GridOfRuns } from './GridOfRuns';
import type { EvaluationPayload } from './questions';
import { runIdOf } from './questions';
import type { RunWithJob } from './RunStore';

const SPEC = {
  name: 'held-out',
  dataset: 'heights',
  split: 'test',
  metrics: ['accuracy' as const],
  gates: [{ metric: 'accuracy', min: 0.9 }],
};
/** Both the file and the preprocessing are new in the second version. */
const modelVersion = (id: string, mean: number) =>
  ({
    id,
    digest: id,
    files: { 'model.onnx': id },
    manifest: {
      kind: 'Model',
      model: { path: 'model.onnx', format: 'onnx' },
      classes: ['small', 'tall'],
      preprocessing: {
        input: 'x',
        output: 'p',
        steps: [{ op: 'numbers', columns: ['height'], mean: [mean] }],
      },
    },
  } as unknown as Version);
const VERSIONS: Readonly<Record<string, Version>> = {
  m1: modelVersion('m1', 0),
  m2: modelVersion('m2', 1),
  d1: { id: 'd1', digest: 'd1' } as Version,
};
const ASSETS: Readonly<Record<string, Asset>> = {
  sizer: {
    id: 'sizer',
    path: 'greenroom.yaml',
    manifest: { evaluations: [SPEC] },
  } as unknown as Asset,
  heights: { id: 'heights', manifest: {} } as Asset,
};
const run = (model: string): RunWithJob =>
  ({
    id: runIdOf(model, 'd1', SPEC.name),
    evaluation: SPEC.name,
    model_asset_id: 'sizer',
    model_version_id: model,
    dataset_asset_id: 'heights',
    dataset_version_id: 'd1',
    job: { state: 'succeeded' },
    result: { predictionsArtifact: `${model}.parquet` },
  } as unknown as RunWithJob);

/** The grid of both versions on one data set version, where runs of other combinations come to this. */
async function gridWhere(hybrid: Partial<JobRow>) {
  const asked: EvaluationPayload[] = [];
  const known = [run('m1'), run('m2')];
  const grid = new GridOfRuns({
    assets: {
      get: async (id: string) => ASSETS[id],
      getVersion: async (id: string) => VERSIONS[id],
    },
    runs: { get: async (id: string) => known.find(each => each.id === id) },
    broker: {
      ask: async ({ payload }: { payload: EvaluationPayload }) => {
        asked.push(payload);
        return { id: 'job', ...hybrid };
      },
    },
    analyses: { point: async () => {} },
  } as unknown as ConstructorParameters<typeof GridOfRuns>[0]);
  return { grid: await grid.between(run('m1'), run('m2')), asked };
}

describe('GridOfRuns', () => {
  it('runs each file with the preprocessing of the other, holding no gates', async () => {
    const { grid, asked } = await gridWhere({
      state: 'succeeded',
      result: JSON.stringify({ predictionsArtifact: 'mixed.parquet' }),
    });
    expect(asked).toMatchObject([
      { modelVersionId: 'm1', preprocessingOf: 'm2', gates: 'left out' },
      { modelVersionId: 'm2', preprocessingOf: 'm1', gates: 'left out' },
    ]);
    expect(grid.factors).toEqual(['preprocessing', 'model']);
    expect(grid.runs.map(({ predictions }) => predictions)).toEqual([
      'm1.parquet',
      'mixed.parquet',
      'mixed.parquet',
      'm2.parquet',
    ]);
  });

  it('waits for what is under way', async () => {
    const { grid } = await gridWhere({ state: 'running' });
    expect(grid.runs.map(({ predictions }) => predictions)).toEqual([
      'm1.parquet',
      undefined,
      undefined,
      'm2.parquet',
    ]);
  });

  it('tells model and preprocessing as one where the one does not fit the other, with the reason', async () => {
    const { grid } = await gridWhere({
      state: 'failed',
      error: 'The input x takes 1 number a row, not 2.',
    });
    expect(grid.factors).toEqual(['modelAndPreprocessing']);
    expect(grid.runs).toHaveLength(2);
    expect(grid.remark).toMatch(/told as one.*takes 1 number a row/);
  });
});
