import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { claimChecker } from './claims/claimChecker';
import { claimData } from './claims/claimData';
import { digitsData } from './digitsData';
import { digitVotes } from './digitVotes';
import { fieldNotes } from './fieldNotes';
import { heatForecast, heatingData } from './heating/heating';
import { letters } from './letters/letters';
import { mailData } from './mailData';
import { modelRepository } from './modelRepository';
import { organisationRepository } from './organisationRepository';
import { digitScenes } from './scenes/digitScenes';
import { readScenes } from './scenes/readScenes';
import { sceneReader } from './scenes/sceneReader';
import type { SeedRepository } from './SeedRepository';

const ROOT = path.dirname(
  path.dirname(require.resolve('@greenroom/catalog/package.json')),
);

/** Programs whose change makes other seeds. */
const PROGRAMS = [
  'catalog/src',
  'catalog/src/claims',
  'catalog/src/heating',
  'catalog/src/letters',
  'catalog/src/scenes',
  'packages/evaluation/src/preprocessing',
];

/**
 * The repositories of the example organisation. Making them takes most of a
 * minute, as the models are trained; they are kept in `.cache/` until a program
 * that makes them changes.
 */
export async function seedRepositories(): Promise<SeedRepository[]> {
  const directory =
    process.env.GREENROOM_SEED_CACHE ?? path.join(ROOT, '.cache/seed');
  const file = path.join(directory, `${await programDigest()}.json`);
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept) return JSON.parse(kept, revive);
  const made = await makeRepositories();
  await mkdir(directory, { recursive: true });
  const temporary = `${file}.${process.pid}`;
  await writeFile(temporary, JSON.stringify(made, replace));
  await rename(temporary, file);
  return made;
}

async function makeRepositories(): Promise<SeedRepository[]> {
  const digits = await digitsData();
  const mails = mailData();
  const claims = claimData();
  const heating = heatingData();
  const forms = await digitScenes();
  return [
    organisationRepository(),
    digits,
    await digitVotes(),
    forms,
    mails,
    claims,
    heating,
    await modelRepository('digit-reader', digits),
    await modelRepository('mail-filter', mails),
    await modelRepository('claim-sorter', claims),
    sceneReader(forms, readScenes()),
    heatForecast(heating),
    claimChecker(),
    letters(),
    fieldNotes(),
  ];
}

async function programDigest(): Promise<string> {
  const hash = createHash('sha256');
  for (const program of PROGRAMS) {
    const folder = path.join(ROOT, program);
    const files = (await readdir(folder))
      .filter(name => /(?<!\.test)\.ts$/.test(name))
      .sort();
    for (const name of files)
      hash.update(name).update(await readFile(path.join(folder, name)));
  }
  return hash.digest('hex').slice(0, 16);
}

/** Buffers turn themselves into `{ type: 'Buffer', data: number[] }` first; base64 is a quarter of that. */
function replace(_key: string, value: unknown): unknown {
  const bytes = value as { type?: string; data?: number[] } | null;
  return bytes?.type === 'Buffer' && bytes.data
    ? { base64: Buffer.from(bytes.data).toString('base64') }
    : value;
}

function revive(_key: string, value: unknown): unknown {
  const { base64 } = (value ?? {}) as { base64?: unknown };
  return typeof base64 === 'string' ? Buffer.from(base64, 'base64') : value;
}
