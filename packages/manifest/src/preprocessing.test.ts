import {
  preprocessingFiles,
  preprocessingSchema,
} from './preprocessingDocument';

function read(step: object) {
  return preprocessingSchema.safeParse({
    input: 'x',
    output: 'y',
    steps: [step],
  });
}

describe('preprocessingSchema', () => {
  // What a version is, is told by this text: fields that came later may not appear in it.
  it('reads the steps of older manifests as it did', () => {
    const old = {
      input: 'x',
      output: 'y',
      steps: [
        { op: 'image', column: 'pixels', scale: 0.5 },
        { op: 'numbers', columns: ['a'], mean: [1], scale: [2] },
        { op: 'hash-text', columns: ['t'], buckets: 8 },
      ],
    };
    expect(JSON.stringify(preprocessingSchema.parse(old))).toBe(
      JSON.stringify({
        input: 'x',
        output: 'y',
        steps: [
          {
            op: 'image',
            column: 'pixels',
            scale: 0.5,
            offset: 0,
            layout: 'flat',
          },
          { op: 'numbers', columns: ['a'], mean: [1], scale: [2] },
          {
            op: 'hash-text',
            columns: ['t'],
            buckets: 8,
            ngrams: 1,
            lowercase: true,
            weighting: 'log',
            normalise: 'l2',
          },
        ],
      }),
    );
  });

  const image = { op: 'image', column: 'p', scale: 1 };
  const numbers = { op: 'numbers', columns: ['a', 'b'] };
  const oneHot = { op: 'one-hot', columns: ['a'] };
  it.each([
    ['numbers without scaling', numbers],
    ['robust scaling', { ...numbers, median: [0, 0], iqr: [1, 1] }],
    [
      'encoded pictures, resized and cut',
      {
        ...image,
        stored: 'encoded',
        channels: 3,
        resize: { shorter: 256 },
        crop: { width: 224, height: 224 },
        mean: [0.485, 0.456, 0.406],
        std: [0.229, 0.224, 0.225],
        layout: 'nchw',
      },
    ],
    ['categories in the manifest', { ...oneHot, categories: [['x']] }],
    ['categories in a file', { ...oneHot, vocabulary: 'v.json' }],
  ])('reads %s', (_what, step) => {
    expect(read(step).success).toBe(true);
  });

  it.each([
    [
      'two ways of scaling',
      { ...numbers, mean: [0, 0], scale: [1, 1], min: [0, 0], max: [1, 1] },
      /scale by mean and scale, by min and max/,
    ],
    ['half a way of scaling', { ...numbers, mean: [0, 0] }, /or not at all/],
    [
      'scaling of fewer columns',
      { ...numbers, mean: [0], scale: [1] },
      /one number a column/,
    ],
    [
      'a range of nothing',
      { ...numbers, min: [1, 0], max: [1, 1] },
      /may not be the same/,
    ],
    [
      'encoded pictures of any size',
      { ...image, stored: 'encoded' },
      /may be of any size/,
    ],
    [
      'raw pixels of unknown size, resized',
      { ...image, resize: { width: 2, height: 2 } },
      /raw pixels need width and height/,
    ],
    [
      'a size by one side only',
      { ...image, width: 2, height: 2, resize: { width: 2 } },
      /either width and height, or the length of the shorter/,
    ],
    [
      'means of fewer channels',
      { ...image, channels: 3, mean: [0], std: [1] },
      /one number a channel/,
    ],
    [
      'categories in two places',
      { ...oneHot, categories: [['x']], vocabulary: 'v.json' },
      /or name a file/,
    ],
    [
      'a file outside of the repository',
      { ...oneHot, vocabulary: '/etc/passwd' },
      /relative to the manifest/,
    ],
  ])('refuses %s', (_what, step, reason) => {
    const { success, error } = read(step);
    expect(success).toBe(false);
    expect(error?.issues.map(({ message }) => message).join()).toMatch(reason);
  });
});

describe('preprocessingFiles', () => {
  it('names the files that steps read, each once', () => {
    const { steps } = preprocessingSchema.parse({
      input: 'x',
      output: 'y',
      steps: [
        { op: 'one-hot', columns: ['a'], vocabulary: 'v.json' },
        { op: 'ordinal', columns: ['b'], vocabulary: 'v.json' },
        { op: 'tokens', column: 't', tokenizer: 'vocab.txt', maxLength: 8 },
        { op: 'numbers', columns: ['n'] },
      ],
    });
    expect(preprocessingFiles({ steps })).toEqual(['v.json', 'vocab.txt']);
  });
});
