import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import {
  cyclonedxProblems,
  draftManifest,
  exportAsset,
} from '@greenroom/governance';
import { type Manifest, readManifest } from '@greenroom/manifest';
import { CHECKOUT } from './checkout';

/** What is imported, and the format in which it is given back. */
const FOLDERS = [
  { folder: 'croissant', file: /\.json$/, as: 'croissant' },
  { folder: 'cyclonedx', file: /\.json$/, as: 'cyclonedx' },
  { folder: 'mlflow', file: /MLmodel$/, as: 'cyclonedx' },
] as const;

/**
 * Imports real manifests of others, and holds each against itself: exported and
 * read again it has the same name, licence, columns and claims, and a BOM is valid
 * by its own schema. Usage: exchange.ts; the folder of the manifests is
 * GREENROOM_MANIFESTS, else ../shared/fixtures/manifests beside the checkout.
 */
async function main(): Promise<void> {
  const root =
    process.env.GREENROOM_MANIFESTS ??
    path.join(CHECKOUT, '../shared/fixtures/manifests');
  if (!existsSync(root)) {
    console.log(
      `The manifests are not at ${root}. Set GREENROOM_MANIFESTS to their folder; nothing was imported.`,
    );
    return;
  }
  const failures: string[] = [];
  for (const { folder, file, as } of FOLDERS) {
    const files = filesUnder(path.join(root, folder)).filter(name =>
      file.test(name),
    );
    let assets = 0;
    let whole = 0;
    for (const name of files) {
      const read = readManifest(name, readFileSync(name));
      if (!read.ok) {
        failures.push(`${name}: ${read.errors[0].message}`);
        continue;
      }
      for (const manifest of read.assets) {
        assets++;
        if (draftManifest(manifest).lacking.length === 0) whole++;
        failures.push(...(await roundTrip(name, manifest, as)));
      }
    }
    console.log(
      `${folder}: ${files.length} files, ${assets} assets imported and given back as ${as}; ${whole} are whole manifests of ours, the others say what they still need`,
    );
  }
  for (const failure of failures) console.error(failure);
  if (failures.length > 0) process.exitCode = 1;
}

async function roundTrip(
  name: string,
  manifest: Manifest,
  as: 'croissant' | 'cyclonedx',
): Promise<string[]> {
  const { content } = await exportAsset({ manifest, runs: [] }, as);
  const problems = as === 'cyclonedx' ? await cyclonedxProblems(content) : [];
  const again = readManifest('again.json', content, { format: as });
  if (!again.ok) return [`${name}: ${again.errors[0].message}`];
  const found = again.assets.find(each => each.name === manifest.name);
  const [before, after] = [manifest, found].map(each =>
    JSON.stringify(each && toldBy(each)),
  );
  return [
    ...problems.map(problem => `${name}: ${problem}`),
    ...(before === after ? [] : [`${name}: ${before} became ${after}`]),
  ];
}

function toldBy(manifest: Manifest) {
  return {
    kind: manifest.kind,
    version: manifest.version,
    licences: [...(manifest.licenses ?? [manifest.license])].sort(),
    claims:
      manifest.kind === 'Model'
        ? manifest.claims?.map(({ metric, value, low, high }) => [
            metric,
            value,
            low,
            high,
          ])
        : undefined,
  };
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder)
    .map(name => path.join(folder, name))
    .flatMap(place =>
      statSync(place).isDirectory() ? filesUnder(place) : place,
    );
}

main().catch(error => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
