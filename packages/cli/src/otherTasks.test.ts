import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Command } from './Command';
import { labelsBoxes } from './commands/labelsBoxes';
import { labelsMasks } from './commands/labelsMasks';
import { labelsMultilabel } from './commands/labelsMultilabel';
import { labelsRegression } from './commands/labelsRegression';
import { labelsTokens } from './commands/labelsTokens';
import { npyBytes } from './npy/npyBytes';

const directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-tasks-test-'));
const file = (name: string, content: string) => {
  const full = path.join(directory, name);
  writeFileSync(full, content);
  return full;
};
afterAll(() => rmSync(directory, { recursive: true, force: true }));

async function json(
  command: Command,
  flags: Parameters<Command['run']>[1],
  positionals: readonly string[] = [],
) {
  const { json: answer } = await command.run(positionals, flags);
  return JSON.parse(JSON.stringify(answer));
}

/** A .npy file of float64. */
const npy = (name: string, values: readonly number[], shape: number[]) => {
  const full = path.join(directory, name);
  writeFileSync(full, npyBytes(Float64Array.from(values), shape));
  return full;
};

type Bbox = readonly [left: number, top: number, width: number, height: number];

/** A COCO file of one picture, all boxes of the category dog. */
const coco = (name: string, boxes: readonly Bbox[], more: object = {}) =>
  file(
    name,
    JSON.stringify({
      images: [{ id: 7, file_name: 'a.png' }],
      categories: [{ id: 3, name: 'dog' }],
      annotations: boxes.map((bbox, id) => ({
        id,
        image_id: 7,
        category_id: 3,
        bbox,
        ...more,
      })),
    }),
  );
const results = (name: string, boxes: readonly Bbox[], more: object = {}) =>
  file(
    name,
    JSON.stringify(
      boxes.map(bbox => ({
        image_id: 7,
        category_id: 3,
        bbox,
        score: 0.99,
        ...more,
      })),
    ),
  );

const HERE: Bbox = [0, 0, 40, 40];
const THERE: Bbox = [100, 50, 40, 40];

describe('labels multilabel', () => {
  const probs = npy(
    'eight.npy',
    [
      ...[0.9, 0.1, 0.8, 0.2, 0.9, 0.1, 0.9, 0.1],
      ...[0.8, 0.2, 0.8, 0.1, 0.9, 0.9, 0.9, 0.95],
    ],
    [8, 2],
  );

  it('reads classes by name from lines, and tells which one was forgotten', async () => {
    const labels = file(
      'labels.jsonl',
      `${'["a"]\n'.repeat(6)}{"labels":["a","b"]}\n["a"]\n`,
    );
    const answer = await json(labelsMultilabel, {
      labels,
      'pred-probs': probs,
      classes: 'a,b',
    });
    expect(answer.issues).toEqual([7]);
    expect(answer.byClass[1]).toMatchObject({ name: 'b', likelyPresent: 1 });
  });

  it('names file and line of a class there is none of', async () => {
    const labels = file('bad.jsonl', '["a"]\n["c"]\n');
    await expect(
      json(labelsMultilabel, {
        labels,
        'pred-probs': probs,
        classes: 'a,b',
      }),
    ).rejects.toThrow(/bad\.jsonl:2 has the class "c"/);
  });
});

describe('labels regression', () => {
  it('refuses labels of several columns', async () => {
    await expect(
      json(labelsRegression, {
        labels: npy('two.npy', [1, 2, 3, 4], [2, 2]),
        predictions: npy('one.npy', [1, 2], [2]),
      }),
    ).rejects.toThrow(/two\.npy has 2 columns; one number for each row/);
  });
});

describe('labels tokens', () => {
  it('names the word, and the words that recur', async () => {
    const line = (labels: readonly number[]) =>
      `${JSON.stringify({
        tokens: ['in', 'Paris'],
        labels,
        pred_probs: [
          [0.9, 0.1],
          [0.2, 0.8],
        ],
      })}\n`;
    const sentences = file(
      'sentences.jsonl',
      line([0, 1]).repeat(4) + line([0, 0]),
    );
    const answer = await json(labelsTokens, { sentences });
    expect(answer.issues).toEqual([
      { sentence: 4, token: 1, given: 0, suggested: 1, word: 'Paris' },
    ]);
    expect(answer.common).toEqual([
      { word: 'Paris', given: 0, suggested: 1, count: 1 },
    ]);
  });

  it('names line and token of a probability that is none', async () => {
    const sentences = file(
      'bad-sentences.jsonl',
      '{"labels":[0],"pred_probs":[[1,"x"]]}\n',
    );
    await expect(json(labelsTokens, { sentences })).rejects.toThrow(
      /bad-sentences\.jsonl:1, token 0, column 1 is "x"/,
    );
  });
});

describe('labels boxes', () => {
  it('names the entry of the results that people overlooked', async () => {
    const answer = await json(labelsBoxes, {
      labels: coco('few.json', [HERE]),
      detections: results('all.json', [HERE, THERE]),
    });
    expect(answer.issues).toMatchObject([
      {
        fileName: 'a.png',
        kind: 'overlooked',
        class: 'dog',
        bbox: THERE,
        detection: 1,
        annotation: null,
      },
    ]);
  });

  it('takes nothing within a crowd for overlooked', async () => {
    const answer = await json(labelsBoxes, {
      labels: coco('crowd.json', [[90, 40, 200, 200]], { iscrowd: 1 }),
      detections: results('one.json', [THERE]),
    });
    expect(answer.issues).toEqual([]);
  });

  it('names the entry that points at no picture', async () => {
    await expect(
      json(labelsBoxes, {
        labels: coco('some.json', [HERE]),
        detections: results('lost.json', [HERE], { image_id: 8 }),
      }),
    ).rejects.toThrow(/lost\.json, entry 0: .*some\.json has no image 8/);
  });

  it('says who draws one box around several', async () => {
    const each: Bbox[] = [0, 30, 60].map((x): Bbox => [x, 0, 25, 40]);
    const answer = await json(
      labelsBoxes,
      { annotators: [coco('ann.json', [[0, 0, 85, 40]])] },
      [coco('bob.json', each)],
    );
    expect(answer.findings).toMatchObject([
      {
        kind: 'one-box-around-several',
        text: expect.stringMatching(
          /^ann draws one box around several things where bob draws a box each/,
        ),
      },
    ]);
  });

  it('refuses a file that nests without end', async () => {
    const deep = file('deep.json', '['.repeat(1000) + ']'.repeat(1000));
    await expect(
      json(labelsBoxes, { labels: deep, detections: deep }),
    ).rejects.toThrow(/deep\.json nests deeper than 16 levels/);
  });
});

describe('labels masks', () => {
  const probs = npy(
    'probs.npy',
    [0.1, 0.9, 0.1, 0.9, 0.9, 0.1, 0.9, 0.1],
    [1, 2, 2, 2],
  );

  it('finds the pixel that was painted wrongly', async () => {
    const labels = npy('painted.npy', [1, 1, 1, 0], [1, 2, 2]);
    const answer = await json(labelsMasks, { labels, 'pred-probs': probs });
    expect(answer.issues).toMatchObject([{ image: 0, pixels: [1] }]);
    expect(answer.common).toEqual([{ given: 1, suggested: 0, pixels: 1 }]);
  });

  it('says what the dimensions must be', async () => {
    const labels = npy('flat.npy', [1, 1, 1, 0], [2, 2]);
    await expect(
      json(labelsMasks, { labels, 'pred-probs': probs }),
    ).rejects.toThrow(/flat\.npy holds f8 of 2 dimensions; .* of 3 are read/);
  });
});

it.each([
  ['multilabel', labelsMultilabel],
  ['regression', labelsRegression],
  ['tokens', labelsTokens],
  ['boxes', labelsBoxes],
  ['masks', labelsMasks],
])(
  'labels %s: refuses predictions on rows the model was trained on',
  async (_task, command) => {
    await expect(
      json(command, { 'predicted-on': 'trained-on' }),
    ).rejects.toThrow(/The model was trained on/);
  },
);
