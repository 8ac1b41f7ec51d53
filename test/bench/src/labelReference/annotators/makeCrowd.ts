import { readFileSync } from 'node:fs';
import path from 'node:path';
import { writeNpy } from '../../writeNpy';
import type { ModelName } from './CrowdFixture';
import { hash32, share } from '../tasks/hash32';

const ROWS = 2000;
const CLASSES = 10;
const ANNOTATORS = 12;
const SEED = 3;
const WEAK_SEED = 5;
const GOLDEN = 0x9e3779b9;

export type Crowd = {
  readonly annotations: string;
  /** The rows that have most labels, which are as many for each. */
  readonly full: string;
  readonly models: Readonly<Record<ModelName, string>>;
};

/** The annotators and models of the reference, by its rules, as .npy files. */
export function makeCrowd(inputs: string, scratch: string): Crowd {
  const truth = firstRows(path.join(inputs, 'mnist_labels.npy'), ROWS, 1);
  const probs = firstRows(
    path.join(inputs, 'mnist_pred_probs.npy'),
    ROWS,
    CLASSES,
  );
  const file = (name: string) => path.join(scratch, `${name}.npy`);
  const labels = annotate(truth);
  writeNpy(file('annotations'), labels, ANNOTATORS);
  writeNpy(file('full'), mostLabelled(labels), ANNOTATORS);
  writeNpy(file('mnist'), probs, CLASSES);
  writeNpy(file('weak'), weaken(probs), CLASSES);
  return {
    annotations: file('annotations'),
    full: file('full'),
    models: {
      with_mnist_pred_probs: file('mnist'),
      'with_weak_pred_probs(synth_probs(argmax,10,seed 5))': file('weak'),
    },
  };
}

function annotate(truth: Float64Array): Int32Array {
  const labels = new Int32Array(ROWS * ANNOTATORS).fill(-1);
  for (let i = 0; i < ROWS; i++) {
    for (let a = 0; a < ANNOTATORS; a++) {
      const x = i * ANNOTATORS + a;
      const seeded = (factor: number) => x + Math.imul(SEED, factor);
      const isAsked =
        hash32(seeded(GOLDEN)) / 2 ** 32 < 0.35 || i % ANNOTATORS === a;
      if (!isAsked) continue;
      const accuracy = 0.55 + (0.4 * a) / (ANNOTATORS - 1);
      if (a === ANNOTATORS - 1) labels[x] = 0;
      else if (share(seeded(0x85ebca6b)) < accuracy) labels[x] = truth[i];
      else
        labels[x] =
          (truth[i] + 1 + (hash32(seeded(0xc2b2ae35)) % (CLASSES - 1))) %
          CLASSES;
    }
  }
  return labels;
}

function mostLabelled(labels: Int32Array): Int32Array {
  const rows = Array.from({ length: ROWS }, (_, i) =>
    Array.from(labels.subarray(i * ANNOTATORS, (i + 1) * ANNOTATORS)),
  );
  const given = rows.map(row => row.filter(label => label >= 0).length);
  const most = Math.max(...given);
  return Int32Array.from(rows.filter((_, i) => given[i] === most).flat());
}

/** A model that is right where the other is, and much less sure. */
function weaken(probs: Float64Array): Float64Array {
  const weak = new Float64Array(probs.length);
  for (let i = 0; i < ROWS; i++) {
    const row = weak.subarray(i * CLASSES, (i + 1) * CLASSES);
    const own = probs.subarray(i * CLASSES, (i + 1) * CLASSES);
    for (let j = 0; j < CLASSES; j++) {
      const u = share(i * CLASSES + j + Math.imul(WEAK_SEED, GOLDEN));
      row[j] = u * u * (u * u) * (u * u * (u * u));
    }
    const v = share(i + Math.imul(WEAK_SEED, 0x85ebca6b) + 0x1234567);
    row[own.indexOf(Math.max(...own))] += 1 + 30 * v * v;
    const sum = row.reduce((total, value) => total + value, 0);
    for (let j = 0; j < CLASSES; j++) row[j] /= sum;
  }
  return weak;
}

/** Of uint16 or float64, which the inputs are. */
function firstRows(file: string, rows: number, columns: number): Float64Array {
  const bytes = readFileSync(file);
  const start = 10 + bytes.readUInt16LE(8);
  const isShort = bytes.subarray(0, start).includes("'<u2'");
  return Float64Array.from({ length: rows * columns }, (_, i) =>
    isShort
      ? bytes.readUInt16LE(start + 2 * i)
      : bytes.readDoubleLE(start + 8 * i),
  );
}
