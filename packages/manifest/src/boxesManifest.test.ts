import {
  isAnnotatorTable,
  isDetection,
  isRunnable,
  manifestJsonSchema,
  readManifest,
} from '.';

const SCENES = `apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata: { name: scenes }
spec:
  task: object-detection
  table:
    format: coco
    images: images
    splits: [{ name: train, path: train.json }, { name: test, path: test.json }]
  label: boxes
  annotators:
    files: [{ annotator: ann, path: ann.json }, { annotator: bob, path: bob.json }]
    personal: true
  guideline: GUIDELINE.md
  classes: [cat, dog]
`;

const READER = `apiVersion: greenroom.dev/v1alpha1
kind: Model
metadata: { name: reader }
spec:
  task: object-detection
  classes: [cat, dog]
  predictions: { outOfFold: out-of-fold.json }
  evaluations: [{ name: held-out, dataset: scenes, split: test, predictions: test.json }]
`;

const only = (text: string) => {
  const read = readManifest('greenroom.yaml', text);
  if (!read.ok) throw new Error(read.errors[0].message);
  return read.assets[0];
};
const refusals = (text: string) => {
  const read = readManifest('greenroom.yaml', text);
  return read.ok ? [] : read.errors;
};

describe('a data set of pictures with boxes', () => {
  it('has a row a picture, whose label is all of its boxes', () => {
    const scenes = only(SCENES);
    expect(isDetection(scenes)).toBe(true);
    expect(scenes).toMatchObject({ key: 'path', split: 'split' });
  });

  it('names a file an annotator, and where people read how to label', () => {
    const scenes = only(SCENES);
    expect(scenes).toMatchObject({
      guideline: 'GUIDELINE.md',
      annotators: {
        files: [
          { annotator: 'ann', path: 'ann.json' },
          { annotator: 'bob', path: 'bob.json' },
        ],
        personal: true,
      },
    });
    expect(
      scenes.kind === 'Dataset' && isAnnotatorTable(scenes.annotators!),
    ).toBe(false);
  });

  it.each([
    [
      'a format without boxes',
      'format: coco\n    images: images',
      'format: csv',
      /COCO and from Pascal VOC/,
    ],
    [
      'another column as label',
      'label: boxes',
      'label: box_count',
      /say label: boxes/,
    ],
    [
      'one annotator',
      ', { annotator: bob, path: bob.json }',
      '',
      /at least two annotators/,
    ],
    [
      'an annotator who is there twice',
      'annotator: bob',
      'annotator: ann',
      /once/,
    ],
    [
      'files and a table',
      'personal: true',
      'table: votes.csv',
      /name either a table/,
    ],
    ['columns of files', 'personal: true', 'label: said', /belong to a table/],
    [
      'a guideline elsewhere',
      'GUIDELINE.md',
      '/GUIDELINE.md',
      /relative to the manifest/,
    ],
  ])('is refused with %s', (_what, from, to, message) => {
    expect(refusals(SCENES.replace(from, to))).toContainEqual(
      expect.objectContaining({ message: expect.stringMatching(message) }),
    );
  });

  it('is refused with a table of annotators', () => {
    const text = SCENES.replace(
      /files: .*\n/,
      'table: votes.csv\n    annotator: who\n    label: said\n',
    );
    expect(refusals(text)[0].message).toMatch(/a COCO file each/);
  });
});

describe('a model whose predictions are made elsewhere', () => {
  it('needs no file to run', () => {
    const reader = only(READER);
    expect(isRunnable(reader)).toBe(false);
    expect(reader).toMatchObject({
      predictions: { outOfFold: 'out-of-fold.json' },
      evaluations: [{ name: 'held-out', predictions: 'test.json' }],
    });
  });

  it.each([
    [
      'an evaluation without them',
      READER.replace(', predictions: test.json', ''),
      '/spec/evaluations/0',
      /held-out names no predictions, and there is no spec.model to run/,
    ],
    [
      'none at all',
      READER.replace(/ +predictions: .*\n +evaluations: .*\n/, ''),
      '/spec/model',
      /"spec.model" is missing/,
    ],
    [
      'preprocessing of no file',
      `${READER}  preprocessing: { input: x, output: p, steps: [{ op: numbers, columns: [a], mean: [0], scale: [1] }] }\n`,
      '/spec/preprocessing',
      /none is named/,
    ],
    [
      'a detector to run',
      READER.replace(', predictions: test.json', '').replace(
        'spec:',
        'spec:\n  model: { path: m.onnx }',
      ),
      '/spec/evaluations/0',
      /models that find boxes are not run here/,
    ],
    [
      'a file to run, and nothing that makes its inputs',
      READER.replace('object-detection', 'image-classification')
        .replace(/ +predictions: .*\n +evaluations: .*\n/, '')
        .replace('spec:', 'spec:\n  model: { path: m.onnx }'),
      '/spec/preprocessing',
      /"spec.preprocessing" is missing/,
    ],
  ])('is refused with %s', (_what, text, pointer, message) => {
    expect(refusals(text)).toEqual([
      expect.objectContaining({
        pointer,
        message: expect.stringMatching(message),
      }),
    ]);
  });
});

it('has every field of boxes in the JSON Schema, none of them required', () => {
  expect(manifestJsonSchema()).toMatchObject({
    oneOf: [
      {
        properties: {
          kind: { const: 'Dataset' },
          spec: {
            properties: {
              task: { enum: expect.arrayContaining(['object-detection']) },
              guideline: { type: 'string' },
              annotators: { properties: { files: { type: 'array' } } },
            },
            required: ['table'],
          },
        },
      },
      {
        properties: {
          kind: { const: 'Model' },
          spec: {
            properties: {
              evaluations: {
                items: { properties: { predictions: { type: 'string' } } },
              },
            },
            required: ['task'],
          },
        },
      },
    ],
  });
});
