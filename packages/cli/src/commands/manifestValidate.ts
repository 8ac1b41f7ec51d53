import { type ManifestResult, readManifest } from '@greenroom/manifest';
import type { Command } from '../Command';
import { besideOf, readBytes } from '../manifestFiles';
import { UsageError } from '../UsageError';

/** As the contract of the command line has it. */
function toFile(read: ManifestResult) {
  return {
    path: read.path,
    format: read.format ?? 'unknown',
    kind: read.ok ? kindsOf(read) : null,
    ok: read.ok,
    errors: read.ok ? [] : read.errors,
    warnings: read.warnings,
  };
}

function kindsOf(read: ManifestResult & { ok: true }): string {
  return [...new Set(read.declarations.map(({ kind }) => kind))].join(', ');
}

function toLines(read: ManifestResult): string[] {
  const at = ({
    line,
    column,
    message,
  }: {
    line: number;
    column: number;
    message: string;
  }) => `${read.path}:${line}:${column}: ${message}`;
  const warnings = read.warnings.map(warning => `warning: ${at(warning)}`);
  return read.ok
    ? [`${read.path}: ${kindsOf(read)} (${read.format}) is valid`, ...warnings]
    : [...read.errors.map(at), ...warnings];
}

export const manifestValidate: Command = {
  usage: 'manifest validate PATH… [--format json]',
  options: {},
  async run(paths) {
    if (paths.length === 0) throw new UsageError('Name at least one manifest.');
    const read = paths.map(file =>
      readManifest(file, readBytes(file), { beside: besideOf(file) }),
    );
    return {
      json: { files: read.map(toFile) },
      text: read.flatMap(toLines).join('\n'),
      forbidden: read.some(({ ok }) => !ok),
    };
  },
};
