import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Section } from '../Section';
import { runGreenroom } from '../runMeasured';
import type { Fixtures } from './Fixtures';

type Found = { readonly thresholds: readonly number[] };

/** Confident learning on MNIST's test labels. */
export const confident: Section<Fixtures> = {
  name: 'confident',
  async run(report, { folder }) {
    const reference = JSON.parse(
      readFileSync(path.join(folder, 'mnist.json'), 'utf8'),
    );
    const { answer, run } = await runGreenroom<Found>(
      'labels',
      'find',
      '--labels',
      path.join(folder, 'inputs/mnist_labels.npy'),
      '--pred-probs',
      path.join(folder, 'inputs/mnist_pred_probs.npy'),
    );
    report.near(
      'mnist thresholds',
      answer.thresholds,
      reference.confident_thresholds,
      1e-9,
    );
    report.print(`  ${run.seconds.toFixed(2)} s, ${run.peakMegabytes} MB`);
  },
};
