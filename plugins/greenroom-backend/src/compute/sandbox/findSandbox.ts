import { execFile } from 'node:child_process';
import os from 'node:os';
import { promisify } from 'node:util';
import { type Sandbox, sandboxed } from './Sandbox';

const run = promisify(execFile);
const PATIENCE_MILLIS = 10_000;

/** The best sandbox that this system lets a process have: each is tried on `node --version`. */
export async function findSandbox(): Promise<Sandbox> {
  for (const sandbox of ['bubblewrap', 'unshare'] as const) {
    const [program, ...args] = sandboxed(sandbox, {
      command: [process.execPath, '--version'],
      code: [process.execPath],
      inputs: [],
      outDirectory: os.tmpdir(),
    });
    try {
      await run(program, args, { timeout: PATIENCE_MILLIS });
      return sandbox;
    } catch {
      // It is not installed, or the system does not let it: the next one.
    }
  }
  return 'none';
}
