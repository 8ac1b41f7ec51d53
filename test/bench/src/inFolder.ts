import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Runs a proof with a folder for what it makes, and ends the process with what came of it. */
export function inFolder(
  name: string,
  task: (folder: string) => Promise<void>,
): void {
  const folder = mkdtempSync(path.join(os.tmpdir(), `greenroom-${name}-`));
  task(folder)
    .finally(() => rmSync(folder, { recursive: true, force: true }))
    .then(
      () => process.exit(0),
      error => {
        console.error(error instanceof Error ? error.message : error);
        process.exit(1);
      },
    );
}
