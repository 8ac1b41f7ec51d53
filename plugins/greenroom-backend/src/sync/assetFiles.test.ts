import { readManifest } from '@greenroom/manifest';
import { findAssetFiles, watchedPaths } from './assetFiles';

const SCENES = `apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata: { name: scenes }
spec:
  task: object-detection
  table: { format: coco, splits: [{ name: train, path: train.json }] }
  label: boxes
  annotators:
    files: [{ annotator: ann, path: people/ann.json }, { annotator: bob, path: people/bob.json }]
  guideline: GUIDELINE.md
  classes: [cat, dog]
`;
const READER = `apiVersion: greenroom.dev/v1alpha1
kind: Model
metadata: { name: reader }
spec:
  task: object-detection
  classes: [cat, dog]
  predictions: { outOfFold: folds.json }
  evaluations: [{ name: held-out, dataset: scenes, split: test, predictions: test.json }]
`;

const SORTER = `apiVersion: greenroom.dev/v1alpha1
kind: Model
metadata: { name: sorter }
spec:
  task: text-classification
  model: { path: m.onnx, externalData: [m.onnx.data] }
  classes: [ham, spam]
  preprocessing:
    input: x
    output: y
    samples: samples.json
    steps: [{ op: tf-idf, column: text, vocabulary: terms.json }]
`;

function filesOf(text: string, committed: Record<string, string>) {
  const read = readManifest('data/greenroom.yaml', text);
  if (!read.ok) throw new Error(read.errors[0].message);
  const [manifest] = read.assets;
  const entries = new Map(
    Object.entries(committed).map(([path, oid]) => [
      path,
      { path, type: 'file' as const, oid, sizeBytes: 1 },
    ]),
  );
  const found = findAssetFiles('data/greenroom.yaml', manifest, {
    entries,
    pointers: new Map(),
    tracked: new Map(),
  });
  return {
    ...found,
    watched: watchedPaths('data/greenroom.yaml', manifest, found.files),
  };
}

const SCENE_FILES = {
  'data/train.json': 'a1',
  'data/people/ann.json': 'a2',
  'data/people/bob.json': 'a3',
  'data/GUIDELINE.md': 'a4',
};
const SORTER_FILES = {
  'data/m.onnx': 'd1',
  'data/m.onnx.data': 'd2',
  'data/terms.json': 'd3',
  'data/samples.json': 'd4',
};
const READER_FILES = { 'data/folds.json': 'b1', 'data/test.json': 'b2' };

it('pins and watches the files of annotators and the guideline', () => {
  const { files, problems, watched } = filesOf(SCENES, SCENE_FILES);
  expect(problems).toEqual([]);
  expect(files).toEqual(SCENE_FILES);
  expect(watched).toEqual(expect.arrayContaining(Object.keys(SCENE_FILES)));
});

it('makes no version of another guideline', () => {
  expect(
    filesOf(SCENES, { ...SCENE_FILES, 'data/GUIDELINE.md': 'c' }).byteDigest,
  ).toBe(filesOf(SCENES, SCENE_FILES).byteDigest);
});

it('makes a version of other predictions, where they are all there is of a model', () => {
  const { files, problems, byteDigest } = filesOf(READER, READER_FILES);
  expect(problems).toEqual([]);
  expect(files).toEqual(READER_FILES);
  expect(
    filesOf(READER, { ...READER_FILES, 'data/test.json': 'c' }).byteDigest,
  ).not.toBe(byteDigest);
});

it.each(['data/m.onnx.data', 'data/terms.json'])(
  'makes a version of another %s, which a model is made of',
  changed => {
    const { files, problems, byteDigest } = filesOf(SORTER, SORTER_FILES);
    expect(problems).toEqual([]);
    expect(files).toEqual(SORTER_FILES);
    expect(
      filesOf(SORTER, { ...SORTER_FILES, [changed]: 'c' }).byteDigest,
    ).not.toBe(byteDigest);
  },
);

it('says once which predictions are not there', () => {
  expect(filesOf(READER, { 'data/test.json': 'b2' }).problems).toEqual([
    expect.objectContaining({
      message: expect.stringMatching(
        /^reader names data\/folds\.json, which is not in the repository/,
      ),
    }),
  ]);
});
