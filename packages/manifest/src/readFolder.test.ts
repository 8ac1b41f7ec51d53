import type { ModelManifest } from './Manifest';
import { readFolder } from './readFolder';

const GREENROOM = `apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata: { name: leaves, tags: [ours] }
spec: { task: image-classification, table: { path: leaves.csv }, key: id, label: l, split: s, classes: [a, b] }
`;
const CARD =
  '---\nlicense: mit\ntags: [theirs]\npretty_name: Leaves of one garden\n---\n\nWhat it is.\n';
const DVC =
  'outs:\n- {path: leaves.csv, md5: d41d8cd98f00b204e9800998ecf8427e, size: 3}\n';

describe('readFolder', () => {
  it('merges what files beside each other say, ours first, with the origin of every field', () => {
    const { assets, problems } = readFolder([
      { path: 'd/README.md', bytes: CARD },
      { path: 'd/leaves.csv.dvc', bytes: DVC },
      { path: 'd/greenroom.yaml', bytes: GREENROOM },
    ]);
    expect(problems).toEqual([]);
    expect(assets).toHaveLength(1);
    expect(assets[0]).toMatchObject({
      path: 'd/greenroom.yaml',
      manifest: {
        name: 'leaves',
        tags: ['ours'],
        title: 'Leaves of one garden',
        license: 'mit',
        description: 'What it is.',
        files: [
          {
            path: 'leaves.csv',
            storage: 'dvc',
            md5: 'd41d8cd98f00b204e9800998ecf8427e',
          },
        ],
        formats: ['greenroom', 'huggingface-dataset', 'dvc'],
        origins: {
          '/tags': {
            format: 'greenroom',
            path: 'd/greenroom.yaml',
            line: 3,
            pointer: '/metadata/tags',
          },
          '/license': {
            format: 'huggingface-dataset',
            path: 'd/README.md',
            line: 2,
            pointer: '/license',
          },
          '/files': { format: 'dvc', path: 'd/leaves.csv.dvc' },
        },
      },
    });
  });

  it('pins a model by the lock beside it, and collects published results', () => {
    const { assets } = readFolder([
      { path: 'm/MLmodel', bytes: 'flavors:\n  onnx: {data: model.onnx}\n' },
      {
        path: 'm/dvc.lock',
        bytes:
          'schema: "2.0"\nstages:\n  t:\n    deps: [{path: ../data.csv, md5: aa}]\n    outs: [{path: model.onnx, md5: bb}]\n',
      },
      {
        path: 'm/.eval_results/x.yaml',
        bytes: '- dataset: {id: acme/x}\n  value: 1\n',
      },
    ]);
    expect(assets).toHaveLength(1);
    expect(assets[0].manifest).toMatchObject({
      name: 'm',
      claims: [{ dataset: 'acme/x' }],
      trainingPins: [{ path: '../data.csv', md5: 'aa' }],
      formats: ['mlflow', 'huggingface-eval', 'dvc'],
    } satisfies Partial<Record<keyof ModelManifest, unknown>>);
  });

  it('makes nothing of a lesser file in the stead of a broken one', () => {
    const { assets, problems } = readFolder([
      { path: 'greenroom.yaml', bytes: GREENROOM.replace('key:', 'kee:') },
      { path: 'README.md', bytes: CARD },
    ]);
    expect(assets).toEqual([]);
    expect(problems[0]).toMatchObject({ path: 'greenroom.yaml', line: 4 });
  });

  it('reads on where a lesser file is broken', () => {
    const { assets, problems } = readFolder([
      { path: 'greenroom.yaml', bytes: GREENROOM },
      { path: 'croissant.json', bytes: '{' },
    ]);
    expect(assets).toHaveLength(1);
    expect(problems).toMatchObject([{ path: 'croissant.json' }]);
  });

  it('leaves a README of another trade alone', () => {
    expect(
      readFolder([
        { path: 'README.md', bytes: '---\nlayout: page\n---\nhello\n' },
      ]),
    ).toMatchObject({ assets: [], problems: [] });
    expect(
      readFolder([{ path: 'README.md', bytes: '# hello\n' }]),
    ).toMatchObject({ assets: [], problems: [] });
  });

  it('keeps .dvc files that have nothing to do with each other apart', () => {
    const { assets } = readFolder(
      ['a', 'b'].map(name => ({
        path: `${name}.csv.dvc`,
        bytes: DVC.replace('leaves', name),
      })),
    );
    expect(assets.map(({ manifest }) => manifest.name).sort()).toEqual([
      'a',
      'b',
    ]);
  });
});
