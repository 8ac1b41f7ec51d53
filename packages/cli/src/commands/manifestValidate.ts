import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readCard, readManifest } from '@greenroom/manifest';
import type { Command } from '../Command';
import { UsageError } from '../UsageError';

type Problem = {
  line: number;
  column: number;
  pointer: string;
  message: string;
};
type Validated = {
  path: string;
  format: string;
  kind: string | null;
  ok: boolean;
  errors: readonly Problem[];
  warnings: readonly Problem[];
};

async function validate(file: string): Promise<Validated> {
  const bytes = await readFile(file).catch(() => {
    throw new UsageError(`There is no file ${file}.`);
  });
  if (/\.md$/i.test(file)) return validateCard(file, bytes.toString('utf8'));
  if (!/\.ya?ml$/i.test(file)) {
    const message = `${
      path.extname(file) || 'This'
    } files are no manifest that this version reads. It reads greenroom.yaml and Hugging Face cards (README.md).`;
    return {
      path: file,
      format: 'unknown',
      kind: null,
      ok: false,
      errors: [{ line: 1, column: 1, pointer: '', message }],
      warnings: [],
    };
  }
  const read = readManifest(file, bytes);
  return {
    path: file,
    format: read.format,
    kind: read.ok ? read.assets.map(({ kind }) => kind).join(', ') : null,
    ok: read.ok,
    errors: read.ok ? [] : read.errors,
    warnings: read.warnings,
  };
}

function validateCard(file: string, text: string): Validated {
  const card = readCard(file, text);
  const isModel =
    card.baseModel !== undefined ||
    card.libraryName !== undefined ||
    card.claims.length > 0;
  const errors = card.problem
    ? [
        {
          line: 1,
          column: 1,
          pointer: '',
          message: `The front matter cannot be read: ${card.problem}`,
        },
      ]
    : [];
  return {
    path: file,
    format: isModel ? 'huggingface-model' : 'huggingface-dataset',
    kind: isModel ? 'Model' : 'Dataset',
    ok: errors.length === 0,
    errors,
    warnings: [],
  };
}

export const manifestValidate: Command = {
  usage: 'manifest validate PATH… [--format json]',
  options: {},
  async run(paths) {
    if (paths.length === 0) throw new UsageError('Name at least one manifest.');
    const files = await Promise.all(paths.map(validate));
    const lines = files.flatMap(file =>
      file.ok
        ? [`${file.path}: ${file.kind} is valid`]
        : file.errors.map(
            error =>
              `${file.path}:${error.line}:${error.column}: ${error.message}`,
          ),
    );
    return {
      json: { files },
      text: lines.join('\n'),
      forbidden: files.some(({ ok }) => !ok),
    };
  },
};
