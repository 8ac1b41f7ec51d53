import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { hash32, share } from '../labelReference/tasks/hash32';
import { Run, runGreenroom, runMeasured } from '../runMeasured';
import type { Section } from '../Section';
import { writeNpy } from '../writeNpy';
import type { Bench } from './Bench';

/** The size of CIFAR-10N. */
const ROWS = 50_000;
const ANNOTATORS = 747;
const CLASSES = 10;
const LABELS_PER_ROW = 3;
const MOST_SECONDS = 5;
const TOLERANCE = 1e-9;

type Found = {
  readonly labels: readonly number[];
  readonly quality: readonly number[];
};

/** cleanlab on the same files, alone in its process. */
const PEER = `
import json, sys, time
import numpy as np
from cleanlab.multiannotator import get_label_quality_multiannotator
labels = np.load(sys.argv[1]).astype(float)
labels[labels < 0] = np.nan
start = time.perf_counter()
found = get_label_quality_multiannotator(labels, np.load(sys.argv[2]), verbose=False)
seconds = time.perf_counter() - start
quality = found['label_quality']
json.dump({'seconds': seconds, 'labels': quality['consensus_label'].tolist(), 'quality': quality['consensus_quality_score'].tolist()}, sys.stdout)
`;

/** CROWDLAB and Dawid-Skene on few labels of many annotators. */
export const crowdlabSpeed: Section<Bench> = {
  name: 'crowdlab',
  async run(report, { folder, python }) {
    const files = makeCrowd(folder);
    const size = `${ROWS.toLocaleString('en')} x ${ANNOTATORS}`;
    const consensus = (annotations: string, ...method: string[]) =>
      runGreenroom<Found>(
        ...['labels', 'consensus', '--annotations', annotations],
        ...['--pred-probs', files.probs, ...method],
      );
    // Once unmeasured: what is compiled once is kept for later calls.
    await consensus(files.array);
    const ours = await consensus(files.array);
    report.print(line('CROWDLAB of an array', ours.run));
    report.atMost(
      `CROWDLAB, ${size}, the whole command`,
      ours.run.seconds,
      MOST_SECONDS,
      ' s',
    );
    const ofTable = await consensus(files.table);
    report.print(line('CROWDLAB of a CSV', ofTable.run));
    report.same('the same of a CSV', ofTable.answer, ours.answer);
    const skene = await consensus(files.array, '--method', 'dawid-skene');
    report.print(line('Dawid-Skene', skene.run));
    if (!python) return;
    const run = await runMeasured(python, [
      ...['-c', PEER, files.array, files.probs],
    ]);
    if (run.status !== 0) throw new Error(`cleanlab failed: ${run.stderr}`);
    const theirs: Found & { readonly seconds: number } = JSON.parse(run.stdout);
    report.print(
      `${line('cleanlab', run)}, ${theirs.seconds.toFixed(2)} s of the call`,
    );
    report.print(
      `  ours takes ${(ours.run.seconds / run.seconds).toFixed(3)} of its time`,
    );
    report.same("cleanlab's labels", ours.answer.labels, theirs.labels);
    report.near(
      "cleanlab's quality",
      ours.answer.quality,
      theirs.quality,
      TOLERANCE,
    );
  },
};

function line(what: string, { seconds, peakMegabytes }: Run): string {
  return `  ${what}: ${seconds.toFixed(2)} s, ${peakMegabytes} MB`;
}

function makeCrowd(folder: string) {
  const labels = new Int16Array(ROWS * ANNOTATORS).fill(-1);
  const probs = new Float64Array(ROWS * CLASSES);
  for (let i = 0; i < ROWS; i++) {
    const truth = hash32(i) % CLASSES;
    for (let c = 0; c < LABELS_PER_ROW; c++) {
      const at = i * LABELS_PER_ROW + c;
      const a = hash32(at + 0x51ed270b) % ANNOTATORS;
      const isRight = share(at + 0x2c1b3c6d) < 0.6 + (0.38 * a) / ANNOTATORS;
      labels[i * ANNOTATORS + a] = isRight
        ? truth
        : hash32(at + 0x297a2d39) % CLASSES;
    }
    const row = probs.subarray(i * CLASSES, (i + 1) * CLASSES);
    for (let j = 0; j < CLASSES; j++) row[j] = 0.1 + share(i * CLASSES + j);
    row[share(i + 0x1b56c4e9) < 0.85 ? truth : hash32(i + 7) % CLASSES] += 4;
    const sum = row.reduce((total, value) => total + value, 0);
    for (let j = 0; j < CLASSES; j++) row[j] /= sum;
  }
  const file = (name: string) => path.join(folder, `crowd-${name}`);
  writeNpy(file('labels.npy'), labels, ANNOTATORS);
  writeNpy(file('probs.npy'), probs, CLASSES);
  const lines = [Array.from({ length: ANNOTATORS }, (_, a) => a).join()];
  for (let i = 0; i < ROWS; i++)
    lines.push(
      Array.from(labels.subarray(i * ANNOTATORS, (i + 1) * ANNOTATORS), label =>
        label < 0 ? '' : label,
      ).join(),
    );
  writeFileSync(file('table.csv'), `${lines.join('\n')}\n`);
  return {
    array: file('labels.npy'),
    table: file('table.csv'),
    probs: file('probs.npy'),
  };
}
