import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { readFolder, readManifest } from '@greenroom/manifest';
import { stringify } from 'yaml';
import type { Command } from '../Command';
import { besideOf, folderFiles, readBytes } from '../manifestFiles';
import { UsageError } from '../UsageError';

/** Everything that one file, or all manifest files of a folder, declare. */
function declarationsOf(file: string): readonly object[] {
  const folder = readFolder(folderFiles(file), {
    beside: besideOf(
      statSync(file).isDirectory() ? path.join(file, 'x') : file,
    ),
  });
  const isFolder = statSync(file).isDirectory();
  if (isFolder) {
    const [problem] = folder.problems;
    if (problem)
      throw new UsageError(
        `${problem.path}:${problem.line}:${problem.column}: ${problem.message}`,
      );
    const found = [...folder.assets, ...folder.deployments].map(
      ({ manifest }) => manifest,
    );
    if (found.length === 0)
      throw new UsageError(
        `${file} holds no manifest. Name a file, or write a greenroom.yaml.`,
      );
    return found;
  }
  const read = readManifest(file, readBytes(file), { beside: besideOf(file) });
  if (!read.ok) {
    const [{ line, column, message }] = read.errors;
    throw new UsageError(`${file}:${line}:${column}: ${message}`);
  }
  // With what stands beside it, where that speaks of the same asset.
  const merged = folder.assets
    .filter(({ paths }) => paths.includes(file))
    .map(({ manifest }) => manifest);
  return merged.length > 0 ? merged : read.declarations;
}

export const manifestShow: Command = {
  usage: 'manifest show PATH [--format json]',
  options: {},
  async run([file]) {
    if (!file || !existsSync(file))
      throw new UsageError(`There is no file ${file ?? ''}.`);
    const found = declarationsOf(file);
    return {
      json: found.length === 1 ? found[0] : { assets: found },
      text: found
        .map(asset => stringify(asset, { aliasDuplicateObjects: false }))
        .join('---\n'),
    };
  },
};
