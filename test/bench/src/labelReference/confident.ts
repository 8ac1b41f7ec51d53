import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Section } from '../Section';
import { compareScale } from './confident/compareScale';
import { compareSet } from './confident/compareSet';
import { labelSets } from './confident/labelSets';
import type { Fixtures } from './Fixtures';

/** Confident learning on MNIST, IMDB, planted digits and CIFAR-100's labels. */
export const confident: Section<Fixtures> = {
  name: 'confident',
  async run(report, { folder }) {
    const scratch = mkdtempSync(path.join(os.tmpdir(), 'greenroom-labels-'));
    try {
      for (const set of labelSets(folder, scratch))
        await compareSet(report, set);
      await compareScale(report, {
        labels: path.join(folder, 'inputs/cifar100_labels.npy'),
        scratch,
      });
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  },
};
