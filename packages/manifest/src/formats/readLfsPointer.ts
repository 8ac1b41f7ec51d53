import { Assembly } from '../Assembly';
import type { Declaration, Origin } from '../Manifest';
import type { ManifestProblem } from '../ManifestProblem';
import { placeName } from '../placeName';

/** The specification allows no pointer as large as this. */
export const LFS_POINTER_BYTES = 1024;

const VERSION =
  /^version https:\/\/(git-lfs\.github\.com|hawser\.github\.com)\/spec\/v1$/;

export type LfsPointer = {
  readonly sha256: string;
  readonly sizeBytes: number;
};

/** What a Git LFS pointer stands for; undefined where the text is none. */
export function lfsPointerOf(text: string): LfsPointer | undefined {
  const read = readPointer(text);
  return 'pointer' in read ? read.pointer : undefined;
}

/** Reads a Git LFS pointer file (git-lfs, docs/spec.md): version, then keys in order, one a line. */
export function readLfsPointer(
  path: string,
  text: string,
): { declarations: Declaration[]; errors: ManifestProblem[] } {
  const read = readPointer(text);
  if ('line' in read) {
    return {
      declarations: [],
      errors: [
        { line: read.line, column: 1, pointer: '', message: read.message },
      ],
    };
  }
  const origin: Origin = { format: 'lfs', path, line: 2, pointer: '/oid' };
  return {
    errors: [],
    declarations: [
      new Assembly('Storage', 'lfs', 1)
        .name(undefined, origin, placeName(path))
        .put(
          'files',
          [{ path: path.split('/').at(-1), storage: 'lfs', ...read.pointer }],
          origin,
        )
        .done(),
    ],
  };
}

function readPointer(
  text: string,
): { pointer: LfsPointer } | { line: number; message: string } {
  const lines = text.slice(0, LFS_POINTER_BYTES).split(/\r?\n/);
  if (!VERSION.test(lines[0])) {
    return {
      line: 1,
      message:
        'A Git LFS pointer begins with "version https://git-lfs.github.com/spec/v1". Write it again with git lfs.',
    };
  }
  const oidLine = lines.findIndex(line => line.startsWith('oid '));
  const sha256 = /^oid sha256:([0-9a-f]{64})$/.exec(lines[oidLine] ?? '')?.[1];
  if (!sha256) {
    return {
      line: Math.max(oidLine, 1) + 1,
      message:
        'The pointer has no "oid sha256:" with 64 hexadecimal digits. Write it again with git lfs.',
    };
  }
  const sizeLine = lines.findIndex(line => line.startsWith('size '));
  const size = /^size (\d{1,15})$/.exec(lines[sizeLine] ?? '')?.[1];
  if (!size) {
    return {
      line: Math.max(sizeLine, 2) + 1,
      message:
        'The pointer has no "size" in bytes. Write it again with git lfs.',
    };
  }
  return { pointer: { sha256, sizeBytes: Number(size) } };
}
