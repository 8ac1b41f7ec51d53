import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { LocalExecutor } from '../LocalExecutor';
import { carryOut } from './carryOut';
import { PortalClient, UnwantedError } from './PortalClient';

/**
 * The program of the worker's container image: `main CALL_FOLDER WORK_FOLDER`.
 * The call folder has the files `url` and `token` of one computation.
 */
const EXIT_FAILED = 1;
/** As sysexits.h has it: a usage error. */
const EXIT_USAGE = 64;
/** As sysexits.h has it: permission denied. Nobody wants the answer. */
const EXIT_UNWANTED = 77;

const log = (line: string) => process.stderr.write(`${line}\n`);

async function main(): Promise<number> {
  const [callFolder, workFolder, worker] = process.argv.slice(2);
  if (callFolder === undefined || workFolder === undefined) {
    log('Say the folder of the call and a folder to work in.');
    return EXIT_USAGE;
  }
  const wordOf = async (name: string) =>
    (await readFile(path.join(callFolder, name), 'utf8')).trim();
  await mkdir(workFolder, { recursive: true });
  const portal = new PortalClient(await wordOf('url'), await wordOf('token'));
  try {
    await carryOut(
      portal,
      workFolder,
      limits => new LocalExecutor(limits, worker ? { worker } : {}),
      log,
    );
    return 0;
  } catch (error) {
    log((error as Error).message);
    return error instanceof UnwantedError ? EXIT_UNWANTED : EXIT_FAILED;
  }
}

// What the computation started ends with it, answered or not.
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => process.exit(EXIT_FAILED));

void main().then(code => process.exit(code));
