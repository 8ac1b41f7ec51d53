import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import {
  readTrustRoot,
  StatementError,
  type TrustedKey,
} from '@greenroom/governance';
import { UsageError } from '../UsageError';

/** Of a thousand keys. */
const TRUST_ROOT_BYTES = 16 * 1024 * 1024;

/** A file that whoever changes a repository can change, too. */
export async function isInside(file: string, root: string): Promise<boolean> {
  const real = await realpath(file).catch(() => path.resolve(file));
  return real.startsWith(root + path.sep);
}

/** Why keys do not count that lie there. */
export function liesInside(trust: string): string {
  return `${trust} lies in the repository that it is to judge, where whoever changes the data can change the keys. Name a file that you got elsewhere.`;
}

/** @throws UsageError where it is no trust root */
export async function keysOf(file: string): Promise<readonly TrustedKey[]> {
  const text = await textOf(file, TRUST_ROOT_BYTES);
  try {
    return readTrustRoot(file, text);
  } catch (error) {
    if (error instanceof StatementError) throw new UsageError(error.message);
    throw error;
  }
}

/** @throws UsageError where it cannot be read, or is larger */
export async function textOf(
  file: string,
  limitBytes: number,
): Promise<string> {
  const content = await readFile(file).catch(error => {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`);
  });
  if (content.length > limitBytes)
    throw new UsageError(
      `${file} has ${content.length} bytes, more than ${limitBytes}: it is not what it is said to be.`,
    );
  return content.toString('utf8');
}
