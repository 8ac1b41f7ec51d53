import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { diffTables } from '@greenroom/dataset';
import type { History } from './makeHistory';

const OUTPUT_BYTES = 1024 * 1024 * 1024;

/** What blame would take if each revision were compared with the one before; seconds. */
export async function diffEachPair(
  { repository, revisions }: History,
  folder: string,
): Promise<number> {
  const started = performance.now();
  const files = [0, 1].map(i => path.join(folder, `side${i}.csv`));
  for (let i = 0; i < revisions; i++) {
    const content = execFileSync(
      'git',
      ['show', `main~${revisions - 1 - i}:data.csv`],
      { cwd: repository, maxBuffer: OUTPUT_BYTES },
    );
    writeFileSync(files[i % 2], content);
    if (i === 0) continue;
    await diffTables(
      { path: files[(i + 1) % 2] },
      { path: files[i % 2] },
      { key: ['id'] },
    );
  }
  return (performance.now() - started) / 1000;
}
