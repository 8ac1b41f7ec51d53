import type { RunWithJob } from '../../analysis/RunStore';
import type { Asset, Version } from '../../registry/Asset';
import { measuredRuns } from './measuredRuns';

const MANIFEST = {
  kind: 'Model',
  name: 'reader',
  model: { path: 'model.onnx', format: 'onnx' },
  evaluations: [
    { name: 'test', dataset: 'digits', split: 'test', metrics: ['accuracy'] },
  ],
};
const asset = {
  id: 'm',
  kind: 'model',
  name: 'reader',
  path: 'models/greenroom.yaml',
  manifest: MANIFEST,
} as unknown as Asset;

function version(id: string, semver: string, more: object = {}): Version {
  return {
    id,
    digest: `digest of ${id}`,
    facts: { semver },
    manifest: MANIFEST,
    files: {},
    commit: { sha: 'a'.repeat(40) },
    ...more,
  } as unknown as Version;
}
const data = (id: string, semver: string) =>
  version(id, semver, { manifest: { kind: 'Dataset', name: 'digits' } });

const run = (model: string, dataset: string, evaluation = 'test') =>
  ({
    id: `${model} on ${dataset}`,
    evaluation,
    split: 'test',
    model_version_id: model,
    dataset_version_id: dataset,
    dataset_asset_id: 'd',
    result: {
      rows: 10,
      metrics: { accuracy: { value: 0.9 } },
      furtherMetrics: { brier: { value: 0.1 } },
    },
  } as unknown as RunWithJob);

const VERSIONS = [
  version('m1', '1.0.0'),
  version('m2', '2.0.0', {
    files: { 'models/model.onnx': `lfs:${'b'.repeat(64)}:12` },
  }),
  data('d1', '1.0.0'),
  data('d2', '1.1.0'),
];
const measured = (runs: readonly RunWithJob[]) =>
  measuredRuns(runs, {
    asset,
    version: VERSIONS[1],
    versions: new Map(VERSIONS.map(each => [each.id, each])),
    newest: new Map([['d', 'd2']]),
  });

describe('runs that claims are held against', () => {
  it('are of the version on the newest data first; others were true of something else', () => {
    expect(
      measured([run('m1', 'd2'), run('m2', 'd1'), run('m2', 'd2')]).map(
        ({ of, isCurrent }) => [of, isCurrent],
      ),
    ).toEqual([
      ['reader 2.0.0 on digits 1.1.0', true],
      ['reader 1.0.0 on digits 1.1.0', false],
      ['reader 2.0.0 on digits 1.0.0', false],
    ]);
  });

  it('name the bytes of the model as the command line does', () => {
    const [{ pins, figures, metrics }] = measured([run('m2', 'd2')]);
    expect(pins).toMatchObject({
      model: `lfs:${'b'.repeat(64)}`,
      data: 'digest of d2',
    });
    expect(Object.keys(figures)).toEqual(['brier', 'accuracy']);
    expect(metrics).toEqual(['accuracy']);
  });

  it('say nothing where their evaluation is declared no more', () => {
    expect(measured([run('m2', 'd2', 'gone')])).toEqual([]);
  });
});
