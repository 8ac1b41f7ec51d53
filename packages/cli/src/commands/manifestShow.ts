import { readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { readCard, readManifest, withCard } from '@greenroom/manifest';
import { stringify } from 'yaml';
import type { Command } from '../Command';
import { UsageError } from '../UsageError';

export const manifestShow: Command = {
  usage: 'manifest show PATH [--format json]',
  options: {},
  async run([file]) {
    if (!file || !existsSync(file))
      throw new UsageError(`There is no file ${file ?? ''}.`);
    const read = readManifest(file, await readFile(file));
    if (!read.ok) {
      const [{ line, column, message }] = read.errors;
      throw new UsageError(`${file}:${line}:${column}: ${message}`);
    }
    const cardPath = path.join(path.dirname(file), 'README.md');
    const card = existsSync(cardPath)
      ? readCard(cardPath, await readFile(cardPath, 'utf8'))
      : undefined;
    const assets = read.assets.map(asset =>
      card ? withCard(asset, card) : asset,
    );
    return {
      json: assets.length === 1 ? assets[0] : { assets },
      text: assets.map(asset => stringify(asset)).join('---\n'),
    };
  },
};
