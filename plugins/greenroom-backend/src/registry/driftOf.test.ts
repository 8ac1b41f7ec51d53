import type { ModelManifest, Origin } from '@greenroom/manifest';
import type { KnownDeployment } from '../sync/DeploymentStore';
import type { Asset, Version } from './Asset';
import { driftOf } from './driftOf';

const origin: Origin = {
  format: 'dvc',
  path: 'dvc.lock',
  line: 4,
  pointer: '/stages',
};
const COMMIT = 'a'.repeat(40);

const model = (manifest: Partial<ModelManifest>) =>
  ({
    name: 'reader',
    manifest: {
      kind: 'Model',
      name: 'reader',
      origins: {},
      formats: [],
      line: 1,
      ...manifest,
    },
  } as Asset);
const deployment = (rest: Partial<KnownDeployment>) =>
  ({
    name: 'svc',
    namespace: 'prod',
    url: 'https://host/kserve.yaml#L9',
    commit: 'c',
    ...rest,
  } as KnownDeployment);

const observe = (manifest: Partial<ModelManifest>, rest: object = {}) =>
  driftOf({
    asset: model(manifest),
    datasetVersions: [],
    deployments: [],
    fileUrl: (path, line) => `${path}#${line}`,
    ...rest,
  });

describe('driftOf', () => {
  it('finds none where everything agrees', () => {
    expect(
      observe(
        {
          version: '2.1.0',
          trainedOn: { dataset: 'digits', version: '1.0.0', split: 'train' },
          trainingPins: [{ dataset: 'digits', version: 'v1.0.0', origin }],
        },
        { deployments: [deployment({ version: 'v2.1.0' })] },
      ),
    ).toEqual([]);
  });

  it('names what the manifest says and what MLmodel pins', () => {
    const [drift] = observe({
      trainedOn: { dataset: 'digits', version: '1.1.0', split: 'train' },
      trainingPins: [
        {
          dataset: 'digits',
          version: '1.0.0',
          origin: { ...origin, path: 'MLmodel' },
        },
      ],
    });
    expect(drift).toMatchObject({
      subject: 'trained',
      field: 'version',
      desired: '1.1.0',
      observed: '1.0.0',
      url: 'MLmodel#4',
    });
    expect(drift.message).toMatch(
      /says it was trained on digits 1\.1\.0, but MLmodel pins 1\.0\.0/,
    );
  });

  it('compares the hash that dvc.lock pins with that of the declared revision', () => {
    const versions = [
      {
        commits: [COMMIT],
        files: { 'data/labels.csv': 'dvc:aaaa' },
      } as unknown as Version,
    ];
    const manifest: Partial<ModelManifest> = {
      trainedOn: { dataset: 'digits', revision: COMMIT, split: 'train' },
      trainingPins: [{ path: '../data/labels.csv', md5: 'bbbb', origin }],
    };
    const seen = {
      dataset: { repository: 'acme/data' } as Asset,
      datasetVersions: versions,
    };
    expect(observe(manifest, seen)).toMatchObject([
      { field: 'content', desired: 'aaaa', observed: 'bbbb' },
    ]);
    expect(
      observe(
        {
          ...manifest,
          trainingPins: [{ path: '../data/labels.csv', md5: 'aaaa', origin }],
        },
        seen,
      ),
    ).toEqual([]);
  });

  it('compares the commit that dvc import pins', () => {
    const files = [
      {
        path: 'labels.csv',
        importedFrom: {
          repository: 'https://host/acme/data.git',
          revision: 'b'.repeat(40),
        },
      },
    ];
    expect(
      observe(
        {
          trainedOn: { dataset: 'digits', revision: COMMIT, split: 'train' },
          files,
        },
        { dataset: { repository: 'acme/data' } as Asset },
      ),
    ).toMatchObject([
      { field: 'revision', desired: 'aaaaaaa', observed: 'bbbbbbb' },
    ]);
  });

  it.each([
    [
      { version: '2.0.0' },
      { field: 'version', desired: '2.1.0', observed: '2.0.0' },
    ],
    [
      { revision: 'b'.repeat(40) },
      { field: 'revision', desired: 'aaaaaaa', observed: 'bbbbbbb' },
    ],
    [
      { modelFormat: 'sklearn' },
      { field: 'format', desired: 'onnx', observed: 'sklearn' },
    ],
  ])('names what KServe serves instead: %j', (served, drift) => {
    const found = observe(
      { version: '2.1.0', model: { path: 'm.onnx', format: 'onnx' } },
      {
        deployments: [deployment(served)],
        head: { commits: [COMMIT] } as unknown as Version,
      },
    );
    expect(found).toMatchObject([
      { subject: 'served', ...drift, url: 'https://host/kserve.yaml#L9' },
    ]);
    expect(found[0].message).toMatch(
      /KServe is told to serve .* \(prod\/svc\)\. Deploy/,
    );
  });
});
