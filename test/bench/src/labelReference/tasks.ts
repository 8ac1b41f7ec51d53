import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Section } from '../Section';
import type { Fixtures } from './Fixtures';
import { compareBoxes } from './tasks/compareBoxes';
import { compareMasks } from './tasks/compareMasks';
import { compareMultilabel } from './tasks/compareMultilabel';
import { compareRegression } from './tasks/compareRegression';
import { compareTokens } from './tasks/compareTokens';

/** Tasks other than one class a row. */
export const tasks: Section<Fixtures> = {
  name: 'tasks',
  async run(report, { folder }) {
    const fixture = JSON.parse(
      readFileSync(path.join(folder, 'other_tasks.json'), 'utf8'),
    );
    const scratch = mkdtempSync(path.join(os.tmpdir(), 'greenroom-tasks-'));
    try {
      for (const compare of [
        compareRegression,
        compareTokens,
        compareBoxes,
        compareMasks,
        compareMultilabel,
      ])
        await compare(report, { fixture, scratch });
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  },
};
