import type { PreprocessingStep } from '@greenroom/manifest';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Preparation } from './Preparation';
import type { InputRow } from './PreparedStep';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'greenroom-steps-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** What the inputs are given: by name, row after row. */
async function prepared(
  steps: readonly PreprocessingStep[],
  rows: readonly InputRow[],
  texts: Readonly<Record<string, string>> = {},
) {
  const files = Object.fromEntries(
    await Promise.all(
      Object.entries(texts).map(async ([name, text]) => {
        const file = path.join(directory, name);
        await writeFile(file, text);
        return [name, file] as const;
      }),
    ),
  );
  const preparation = await Preparation.open(
    { input: 'x', steps: [...steps] },
    rows,
    { files, isSingle: () => false },
  );
  const { inputs } = await preparation.prepare(rows);
  return Object.fromEntries(
    [...inputs].map(([name, { values }]) => [name, [...values]]),
  );
}

function close(values: readonly (number | string)[], digits = 7) {
  return values.map(value => expect.closeTo(Number(value), digits));
}

describe('numbers', () => {
  const columns = ['a', 'b'];
  const row = { a: 3, b: '15' };

  // Figures of scikit-learn 1.9, fitted on (1, 10), (2, 20), (4, 60).
  it.each([
    [
      'StandardScaler',
      {
        mean: [2.3333333333333335, 30],
        scale: [1.247219128924647, 21.602468994692867],
      },
      [0.5345224838248487, -0.6943650748294136],
    ],
    [
      'MinMaxScaler to -1..1',
      { min: [1, 10], max: [4, 60], range: [-1, 1] as [number, number] },
      [0.3333333333333335, -0.8],
    ],
    [
      'RobustScaler',
      { median: [2, 20], iqr: [1.5, 25] },
      [0.6666666666666666, -0.2],
    ],
    ['no scaling', {}, [3, 15]],
  ])('scales as %s', async (_what, scaling, expected) => {
    const { x } = await prepared(
      [{ op: 'numbers', columns, ...scaling }],
      [row],
    );
    expect(x).toEqual(close(expected, 12));
  });

  it('fills missing values in before scaling, and says where', async () => {
    const { x } = await prepared(
      [
        {
          op: 'numbers',
          columns,
          min: [0, 0],
          max: [10, 10],
          missing: [5, 1],
          indicators: true,
        },
      ],
      [
        { a: null, b: 10 },
        { a: 0, b: '' },
      ],
    );
    expect(x).toEqual([0.5, 1, 1, 0, 0, 0.1, 0, 1]);
  });

  it('leaves missing values to models that know them', async () => {
    const { x } = await prepared(
      [{ op: 'numbers', columns: ['a'], missing: 'nan' }],
      [{ a: null }],
    );
    expect(x).toEqual([NaN]);
  });

  it.each([
    [
      'a missing value that nothing stands for',
      { a: null },
      /Row 1: Column a has no value/,
    ],
    ['a text', { a: 'tall' }, /Row 1: Column a holds "tall"/],
  ])('refuses %s', async (_what, bad, reason) => {
    await expect(
      prepared([{ op: 'numbers', columns: ['a'] }], [bad]),
    ).rejects.toThrow(reason);
  });
});

describe('one-hot and ordinal', () => {
  const columns = ['colour', 'size'];
  const categories = [
    ['red', 'green'],
    ['s', 'l'],
  ];
  const rows = [
    { colour: 'green', size: 's' },
    { colour: 'blue', size: null },
  ];

  it('marks the category, and nothing where it is unknown', async () => {
    const { x } = await prepared(
      [{ op: 'one-hot', columns, categories }],
      rows,
    );
    expect(x).toEqual([0, 1, 1, 0, 0, 0, 0, 0]);
  });

  it('gives unknown ones a number of their own', async () => {
    const { x } = await prepared(
      [{ op: 'one-hot', columns, categories, unknown: 'column' }],
      rows,
    );
    expect(x).toEqual([0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 0, 1]);
  });

  it('reads categories from a file', async () => {
    const { x } = await prepared(
      [{ op: 'one-hot', columns: ['colour'], vocabulary: 'v.json' }],
      rows,
      { 'v.json': '{"colour": ["blue", "green"]}' },
    );
    expect(x).toEqual([0, 1, 1, 0]);
  });

  it('counts places, with numbers for unknown and missing ones', async () => {
    const { x } = await prepared(
      [{ op: 'ordinal', columns, categories, unknown: -1, missing: -2 }],
      rows,
    );
    expect(x).toEqual([1, 0, -1, -2]);
  });

  it.each([
    [
      'an unknown category',
      { op: 'ordinal' as const, columns, categories },
      {},
      /Row 2: Column colour holds "blue", a category that the step does not list/,
    ],
    [
      'a vocabulary that is not there',
      { op: 'one-hot' as const, columns, vocabulary: 'gone.json' },
      {},
      /gone\.json, which a step of the preprocessing reads, is not there/,
    ],
    [
      'a vocabulary without a column',
      { op: 'one-hot' as const, columns, vocabulary: 'v.json' },
      { 'v.json': '{"colour": ["red"]}' },
      /no categories of the column size/,
    ],
  ])('refuses %s', async (_what, step, files, reason) => {
    await expect(prepared([step], rows, files)).rejects.toThrow(reason);
  });
});

describe('tf-idf', () => {
  // Of scikit-learn 1.9: TfidfVectorizer fitted on "the cat sat on the mat",
  // "the dog ate my homework, the dog!", "Café_9 naïve cat a I".
  const rare = 1.6931471805599454;
  const common = 1.2876820724517808;
  const text = 'The dog and the cat, the Café_9';

  it('weighs words as TfidfVectorizer', async () => {
    const { x } = await prepared(
      [{ op: 'tf-idf', column: 't', vocabulary: 'v.json' }],
      [{ t: text }],
      {
        'v.json': JSON.stringify({
          terms: ['ate', 'café_9', 'cat', 'dog', 'the'],
          idf: [rare, rare, common, rare, common],
        }),
      },
    );
    expect(x).toEqual(
      close([0, 0.3584254, 0.2725917, 0.3584254, 0.8177752], 6),
    );
  });

  it('weighs runs of words, sublinear, to a sum of 1', async () => {
    const terms = ['café_9', 'cat', 'dog', 'the', 'the cat', 'the dog'];
    const { x } = await prepared(
      [
        {
          op: 'tf-idf',
          column: 't',
          vocabulary: 'v.json',
          ngrams: [1, 2],
          sublinear: true,
          normalise: 'l1',
        },
      ],
      [{ t: text }],
      {
        'v.json': JSON.stringify({
          terms,
          idf: [rare, common, rare, common, rare, rare],
        }),
      },
    );
    expect(x).toEqual(
      close(
        [0.1573174, 0.119644, 0.1573174, 0.2510863, 0.1573174, 0.1573174],
        6,
      ),
    );
  });

  it('refuses a vocabulary with fewer weights than terms', async () => {
    await expect(
      prepared(
        [{ op: 'tf-idf', column: 't', vocabulary: 'v.json' }],
        [{ t: text }],
        { 'v.json': '{"terms": ["a", "b"], "idf": [1]}' },
      ),
    ).rejects.toThrow(/v\.json: .*as many entries/);
  });
});

describe('tokens', () => {
  const WORD_PIECES = [
    ...['[PAD]', '[UNK]', '[CLS]', '[SEP]', 'green', '##room', '##s', 'a'],
    ...['cafe', '!', '中', 'the', 'un', '##aff', '##able'],
  ].join('\n');

  function ids(text: string, maxLength: number) {
    return prepared(
      [
        {
          op: 'tokens',
          column: 't',
          tokenizer: 'vocab.txt',
          maxLength,
          input: 'ids',
          mask: 'mask',
          types: 'types',
        },
      ],
      [{ t: text }],
      { 'vocab.txt': WORD_PIECES },
    );
  }

  // Ids of Hugging Face's BertWordPieceTokenizer (tokenizers 0.23) with this vocabulary.
  it.each([
    ['Greenrooms, a Café!', 9, [2, 4, 5, 6, 1, 7, 8, 9, 3]],
    ['中the unaffable', 8, [2, 10, 11, 12, 13, 14, 3, 0]],
    ['Greenrooms a Café! the unaffable', 5, [2, 4, 5, 6, 3]],
    ['', 3, [2, 3, 0]],
  ])('cuts %j into word pieces', async (text, length, expected) => {
    expect((await ids(text, length)).ids).toEqual(expected);
  });

  it('feeds the mask and the types of the same text', async () => {
    const { mask, types } = await ids('the', 5);
    expect(mask).toEqual([1, 1, 1, 0, 0]);
    expect(types).toEqual([0, 0, 0, 0, 0]);
  });

  it('reads a tokenizer.json of byte pairs', async () => {
    const pieces = ['<pad>', '<s>', '</s>', 'l', 'o', 'w', 'lo', 'low', 'Ġ'];
    const special = pieces.slice(0, 3).map((content, id) => ({
      id,
      content,
      special: true,
      normalized: false,
    }));
    const { ids: found } = await prepared(
      [
        {
          op: 'tokens',
          column: 't',
          tokenizer: 'tokenizer.json',
          maxLength: 6,
          input: 'ids',
        },
      ],
      [{ t: 'low lo' }],
      {
        'tokenizer.json': JSON.stringify({
          added_tokens: special,
          pre_tokenizer: {
            type: 'ByteLevel',
            add_prefix_space: false,
            use_regex: true,
          },
          post_processor: {
            type: 'TemplateProcessing',
            single: [
              { SpecialToken: { id: '<s>', type_id: 0 } },
              { Sequence: { id: 'A', type_id: 0 } },
              { SpecialToken: { id: '</s>', type_id: 0 } },
            ],
            pair: [],
            special_tokens: {},
          },
          model: {
            type: 'BPE',
            vocab: Object.fromEntries(pieces.map((piece, id) => [piece, id])),
            merges: [
              ['l', 'o'],
              ['lo', 'w'],
            ],
          },
        }),
      },
    );
    // <s> low Ġ lo </s> <pad>: the space is a byte of its own, as no merge joins it.
    expect(found).toEqual([1, 7, 8, 6, 2, 0]);
  });

  it('refuses a vocabulary without special tokens', async () => {
    await expect(
      prepared(
        [{ op: 'tokens', column: 't', tokenizer: 'v.txt', maxLength: 4 }],
        [{ t: 'a' }],
        { 'v.txt': 'a\nb\n' },
      ),
    ).rejects.toThrow(/v\.txt has no \[PAD\]/);
  });
});

describe('vector and text', () => {
  it('scales a list of numbers', async () => {
    const { x } = await prepared(
      [{ op: 'vector', column: 'v', length: 2, scale: 2, offset: 1 }],
      [{ v: [1, -1] }],
    );
    expect(x).toEqual([3, -1]);
  });

  it('refuses a list of another length', async () => {
    await expect(
      prepared([{ op: 'vector', column: 'v', length: 2 }], [{ v: [1] }]),
    ).rejects.toThrow(/a list has 1 numbers; the step says 2/);
  });

  it('hands texts over as they are, beside numbers for another input', async () => {
    const made = await prepared(
      [
        { op: 'text', columns: ['t'], input: 'words', missing: '?' },
        { op: 'numbers', columns: ['n'] },
      ],
      [
        { t: 'Grün', n: 1 },
        { t: null, n: 2 },
      ],
    );
    expect(made).toEqual({ words: ['Grün', '?'], x: [1, 2] });
  });

  it('refuses texts and numbers for one input', async () => {
    await expect(
      prepared(
        [
          { op: 'text', columns: ['t'] },
          { op: 'numbers', columns: ['n'] },
        ],
        [{ t: '', n: 1 }],
      ),
    ).rejects.toThrow(/input x is fed both texts and numbers/);
  });
});
