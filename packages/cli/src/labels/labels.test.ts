import { findLabelIssues, scoreLabels } from '@greenroom/label-quality';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Command, readArguments } from '../Command';
import { labelsFind } from '../commands/labelsFind';
import { labelsHealth } from '../commands/labelsHealth';
import { labelsProbe } from '../commands/labelsProbe';
import { labelsScore } from '../commands/labelsScore';
import { JsonText } from '../JsonText';
import { npyBytes } from '../npy/npyBytes';
import { readArray } from '../readArray';
import { LabelStream } from './LabelStream';

/** Real files and one real process, on a machine that may be busy. */
jest.setTimeout(60_000);

const directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-labels-test-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const place = (name: string) => path.join(directory, name);
function file(name: string, content: string | Buffer): string {
  writeFileSync(place(name), content);
  return place(name);
}
function array(name: string, rows: readonly (readonly number[])[]): string {
  const values = Float64Array.from(rows.flat());
  return file(name, npyBytes(values, [rows.length, rows[0].length]));
}

/** The JSON document that a command would print. */
async function answer(command: Command, ...args: string[]) {
  const { flags, positionals } = readArguments(command, args);
  const { json } = await command.run(positionals, flags);
  return JSON.parse(
    json instanceof JsonText ? [...json.pieces].join('') : JSON.stringify(json),
  );
}

/** Runs the command line; what it says on standard error is thrown. */
async function greenroom(...args: string[]) {
  const launcher = path.resolve(
    path.dirname(require.resolve('@greenroom/cli/package.json')),
    '../../greenroom',
  );
  const { stdout } = await promisify(execFile)(
    launcher,
    [...args, '--format', 'json'],
    { maxBuffer: 2 ** 26 },
  );
  return JSON.parse(stdout);
}

const SIX = [
  [0.9, 0.1],
  [0.8, 0.2],
  [0.05, 0.95],
  [0.1, 0.9],
  [0.2, 0.8],
  [0.1, 0.9],
];
const labels = file(
  'labels.npy',
  npyBytes(Float64Array.of(0, 0, 0, 1, 1, 1), [6]),
);
const probs = array('probs.npy', SIX);

describe('labels find', () => {
  it('gives thresholds, joint and issues', async () => {
    const found = await answer(
      labelsFind,
      ...['--labels', labels, '--pred-probs', probs],
    );
    expect(found).toMatchObject({
      n: 6,
      classes: 2,
      method: 'prune_by_noise_rate',
      confidentJoint: [
        [2, 1],
        [0, 3],
      ],
      issues: [2],
      renormalised: 0,
    });
  });

  it('takes labels and probabilities from columns of a table', async () => {
    const table = file(
      'table.csv',
      `label,a,b\n${SIX.map((p, i) =>
        [i < 3 ? 'cat' : 'dog', ...p].join(),
      ).join('\n')}\n`,
    );
    const found = await greenroom(
      ...['labels', 'find', '--labels', `${table}#label`],
      ...['--pred-probs', `${table}#a,b`],
    );
    expect(found).toMatchObject({ issues: [2], classNames: ['cat', 'dog'] });
  });

  it('renormalises and says how many rows', async () => {
    const doubled = array(
      'doubled.npy',
      SIX.map(row => row.map(p => 2 * p)),
    );
    const found = await answer(
      labelsFind,
      ...['--labels', labels, '--pred-probs', doubled],
    );
    expect(found).toMatchObject({ issues: [2], renormalised: 6 });
  });

  it('weighs the models of an ensemble', async () => {
    const worse = array(
      'worse.npy',
      SIX.map(() => [0.5, 0.5]),
    );
    const { weights } = await answer(
      labelsFind,
      ...['--labels', labels, '--pred-probs', probs, '--pred-probs', worse],
    );
    expect(weights[0]).toBeGreaterThan(weights[1]);
  });

  it.each([
    [
      'a label that is no class',
      () => file('l.npy', npyBytes(Float64Array.of(0, 0, 0.5, 1, 1, 1), [6])),
      () => probs,
      /row 2 has label 0\.5/,
    ],
    [
      'a label outside the classes',
      () => file('l.npy', npyBytes(Float64Array.of(0, 0, 0, 1, 1, 7), [6])),
      () => probs,
      /Row 5 has label 7; classes go from 0 to 1/,
    ],
    [
      'a probability that is no number',
      () => labels,
      () => array('p.npy', [...SIX.slice(1), [NaN, 1]]),
      /Row 5, column 0: NaN/,
    ],
    [
      'another number of rows',
      () => labels,
      () => array('p.npy', SIX.slice(1)),
      /6 labels and 5 rows of probabilities in .*p\.npy/,
    ],
  ])(
    'refuses %s, naming the place',
    async (_what, given, predicted, reason) => {
      await expect(
        answer(
          labelsFind,
          ...['--labels', given(), '--pred-probs', predicted()],
        ),
      ).rejects.toThrow(reason);
    },
  );

  it.each([
    ['an empty label', '1,a\n2,\n', /row 1, column label is empty/],
    [
      'texts of fewer classes than columns',
      '1,a\n2,a\n',
      /name 1 classes \(a\) and .* has 2 columns/,
    ],
  ])('refuses %s of a table', async (_what, rows, reason) => {
    const table = file('texts.csv', `id,label\n${rows}`);
    await expect(
      greenroom(
        ...['labels', 'find', '--labels', `${table}#label`],
        ...['--pred-probs', array('two.npy', SIX.slice(4))],
      ),
    ).rejects.toThrow(reason);
  });

  it('refuses predictions on rows the model was trained on', async () => {
    await expect(
      answer(
        labelsFind,
        ...['--labels', labels, '--pred-probs', probs],
        ...['--predicted-on', 'trained-on'],
      ),
    ).rejects.toThrow(/would repeat their labels/);
  });

  it('finds over threads what it finds in memory', async () => {
    const [rows, classes] = [8500, 500];
    const given = Int32Array.from({ length: rows }, (_, i) => i % classes);
    const p = new Float64Array(rows * classes).fill(0.5 / (classes - 1));
    given.forEach((label, i) => {
      p[i * classes + ((label + (i % 10 === 3 ? 1 : 0)) % classes)] = 0.5;
    });
    const large = {
      labels: file('large-l.npy', npyBytes(Float64Array.from(given), [rows])),
      probs: file('large-p.npy', npyBytes(p, [rows, classes])),
    };
    const { issues } = await greenroom(
      ...['labels', 'find', '--labels', large.labels],
      ...['--pred-probs', large.probs],
    );
    const found = findLabelIssues({ labels: given, predProbs: p, classes });
    expect(issues).toEqual(found.issues);
  });
});

describe('a stream of labels', () => {
  it('stops where it is told to', async () => {
    const stop = new AbortController();
    const stream = new LabelStream(
      {
        labels: new Int32Array(6),
        classes: 2,
        predictions: {
          sources: [{ kind: 'npy', file: probs }],
          weights: [1],
        },
      },
      { signal: stop.signal },
    );
    const running = stream.run('confidence', { classes: 2 });
    stop.abort(new Error('enough'));
    await expect(running).rejects.toThrow('enough');
  });
});

describe('labels score', () => {
  it('writes the scores as an array', async () => {
    const out = place('scores.npy');
    await answer(
      labelsScore,
      ...['--labels', labels, '--pred-probs', probs],
      ...['--method', 'normalized_margin', '--adjust', '--out', out],
    );
    const { scores } = scoreLabels({
      labels: Int32Array.of(0, 0, 0, 1, 1, 1),
      predProbs: Float64Array.from(SIX.flat()),
      classes: 2,
      method: 'normalized_margin',
      adjust: true,
    });
    expect(await readArray(out)).toEqual({ values: scores, shape: [6] });
  });
});

describe('labels health', () => {
  it('says how healthy each class is, and what the true classes are like', async () => {
    const { overall, byClass, latent } = await answer(
      labelsHealth,
      ...['--labels', labels, '--pred-probs', probs],
    );
    expect(overall).toBeCloseTo(5 / 6, 12);
    expect(byClass[0]).toMatchObject({ class: 0, labelIssues: 1 });
    expect(latent.prior[1]).toBeCloseTo(4 / 6, 12);
  });
});

describe('labels probe', () => {
  it.each(['softmax', 'knn'])(
    'writes out-of-fold probabilities that labels find takes (%s)',
    async kind => {
      const given = Array.from({ length: 60 }, (_, i) => i % 2);
      const features = array(
        'features.npy',
        given.map((label, i) => [label === 0 ? -2 : 2, (i % 7) / 7]),
      );
      const flipped = file(
        'flipped.npy',
        npyBytes(
          Float64Array.from(given, (label, i) => (i === 5 ? 1 - label : label)),
          [60],
        ),
      );
      const out = place(`${kind}.npy`);
      const { accuracy } = await answer(
        labelsProbe,
        ...['--features', features, '--labels', flipped],
        ...['--kind', kind, '--out', out],
      );
      expect(accuracy).toBeCloseTo(59 / 60, 12);
      const { issues } = await answer(
        labelsFind,
        ...['--labels', flipped, '--pred-probs', out],
        ...['--predicted-on', 'out-of-fold'],
      );
      expect(issues).toEqual([5]);
    },
  );
});
