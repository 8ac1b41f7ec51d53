import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  isMeasurable,
  type Manifest,
  type MeasurableDataset,
  readManifest,
} from '@greenroom/manifest';
import { declaredIn } from '../declaredIn';
import { rootOf } from '../rootOf';
import { UsageError } from '../UsageError';

const WHAT =
  'data set with table, key, label, split and classes. Write a greenroom.yaml';
/** More manifests than this are not looked through. */
const MOST_MANIFESTS = 1_000;

/**
 * The data set that an evaluation names: of the manifest that is given, else of
 * the manifest of the model itself, else of any in its repository.
 *
 * @throws UsageError where there is none
 */
export async function findDataset(
  given: string | undefined,
  modelFile: string,
  name: string,
): Promise<{ readonly file: string; readonly dataset: MeasurableDataset }> {
  if (given)
    return {
      file: given,
      dataset: await declaredIn(given, isMeasurable, WHAT),
    };
  const isNamed = (manifest: Manifest): manifest is MeasurableDataset =>
    isMeasurable(manifest) && manifest.name === name;
  for await (const file of manifestsAround(modelFile)) {
    const read = readManifest(file, await readFile(file));
    const dataset = read.ok ? read.assets.find(isNamed) : undefined;
    if (dataset) return { file, dataset };
  }
  throw new UsageError(
    `The data set ${name} is declared by no greenroom.yaml of this repository. Name its manifest with --dataset.`,
  );
}

async function* manifestsAround(modelFile: string): AsyncGenerator<string> {
  yield modelFile;
  const root = rootOf(path.resolve(path.dirname(modelFile)));
  let looked = 0;
  for await (const found of glob('**/greenroom.{yaml,yml}', {
    cwd: root,
    exclude: name => /(^|\/)(node_modules|\.git)$/.test(name),
  })) {
    if (looked++ === MOST_MANIFESTS) return;
    yield path.join(root, found);
  }
}
