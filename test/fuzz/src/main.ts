import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import {
  formatOfPath,
  lfsPointerOf,
  readFolder,
  readManifest,
} from '@greenroom/manifest';
import { mutate } from './mutate';

/**
 * Reads mutated manifests: none may crash a reader, none may take it over a
 * second. Usage: main.ts FOLDER [CASES] [SEED]; FOLDER holds real manifests.
 */
const SECOND = 1_000;

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap(name => {
    const full = path.join(folder, name);
    if (name === 'node_modules' || name.startsWith('.git')) return [];
    return statSync(full).isDirectory() ? filesBelow(full) : [full];
  });
}

/** Names by which the readers tell formats apart, so that a case reaches the reader it is meant for. */
function nameOf(file: string): string {
  if (formatOfPath(file)) return file;
  const folder = path.basename(path.dirname(file));
  const names: Record<string, string> = {
    croissant: 'croissant.json',
    cyclonedx: 'bom.json',
    frictionless: 'datapackage.json',
    'huggingface-datasets': 'README.md',
  };
  return path.join(path.dirname(file), names[folder] ?? path.basename(file));
}

const [folder, cases = '10000', first = '1'] = process.argv.slice(2);
if (!folder) {
  console.error(
    'Name a folder with real manifests, e.g. ../shared/fixtures/manifests',
  );
  process.exit(2);
}
const files = filesBelow(folder)
  .map(file => ({ file, name: nameOf(file), bytes: readFileSync(file) }))
  .filter(({ bytes }) => bytes.length < 2_000_000);
let read = 0;
let refused = 0;
let crashed = 0;
const slowest = { millis: 0, seed: 0, file: '' };
const started = performance.now();
for (let i = 0; i < Number(cases); i++) {
  const seed = Number(first) + i;
  const { name, file, bytes } = files[i % files.length];
  const other = files[(i * 7 + 3) % files.length].bytes;
  const mutated = mutate(bytes, other, seed);
  const before = performance.now();
  try {
    const result = readManifest(name, mutated, { beside: () => 'a: {b: [1]}' });
    readFolder([{ path: name, bytes: mutated }]);
    lfsPointerOf(mutated.toString('utf8'));
    if (result.ok) read += 1;
    else {
      refused += 1;
      const [{ line, column, message }] = result.errors;
      if (!(line >= 1 && column >= 1 && message.length > 10))
        throw new Error(
          `a refusal without place or reason: ${JSON.stringify(
            result.errors[0],
          )}`,
        );
    }
  } catch (error) {
    crashed += 1;
    console.log(
      `CRASH seed ${seed} ${file}: ${(error as Error).stack
        ?.split('\n')
        .slice(0, 3)
        .join(' | ')}`,
    );
  }
  const millis = performance.now() - before;
  if (millis > slowest.millis) Object.assign(slowest, { millis, seed, file });
}
const seconds = (performance.now() - started) / 1000;
console.log(
  `${cases} cases of ${files.length} files in ${seconds.toFixed(
    1,
  )} s: ${read} read, ${refused} refused with a reason, ${crashed} crashed; slowest ${slowest.millis.toFixed(
    0,
  )} ms (seed ${slowest.seed}, ${path.basename(slowest.file)})`,
);
process.exit(crashed > 0 || slowest.millis > SECOND ? 1 : 0);
