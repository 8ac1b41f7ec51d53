import { digestFiles, KnownDigests } from '@greenroom/dataset';
import { readFile, writeFile } from 'node:fs/promises';
import { Command, optional } from '../Command';
import { InputFile, inputFile } from '../inputFile';
import { schemaColumns } from '../schemaColumns';
import { UsageError } from '../UsageError';

export const dataDigest: Command = {
  usage:
    'data digest TABLE… [--schema MANIFEST] [--state FILE] [--format json]',
  options: { schema: { type: 'string' }, state: { type: 'string' } },
  async run(names, flags) {
    if (names.length === 0) throw new UsageError('Name a table.');
    const columns = await schemaColumns(optional(flags, 'schema'));
    const state = optional(flags, 'state');
    const files: InputFile[] = [];
    try {
      for (const name of names) files.push(await inputFile(name));
      const found = await digestFiles(
        files.map(({ path, name }) => ({ path, name })),
        { columns },
        state === undefined ? {} : await readState(state),
      );
      if (state !== undefined)
        await writeFile(state, `${JSON.stringify(found.known)}\n`);
      const { known: _known, ...json } = found;
      return {
        json,
        text: `${found.digest}  ${found.rows} rows, ${found.columns} columns`,
      };
    } finally {
      for (const file of files) await file.close();
    }
  },
};

/** What was known the last time; nothing, the first time. */
async function readState(file: string): Promise<KnownDigests> {
  const text = await readFile(file, 'utf8').catch(() => '{}');
  try {
    return JSON.parse(text) as KnownDigests;
  } catch {
    throw new UsageError(
      `${file} is no state of digests. Remove it; it is written anew.`,
    );
  }
}
