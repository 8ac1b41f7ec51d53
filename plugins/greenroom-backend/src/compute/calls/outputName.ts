import { InputError } from '@backstage/errors';

/** As long as the common file systems let a name be. */
const LONGEST_PART_BYTES = 255;
/** Deeper than any computation leaves files. */
const MOST_PARTS = 8;

/** What no name of ours has and some system takes for more than a name. */
// eslint-disable-next-line no-control-regex
const STRANGE = /[\u0000-\u001f\\:]/;

/**
 * The name of an output as a relative path that stays below its folder.
 *
 * @throws InputError where it would not
 */
export function outputName(name: string): readonly string[] {
  const parts = name.split('/');
  const isPlain = (part: string) =>
    part !== '' &&
    part !== '.' &&
    part !== '..' &&
    !STRANGE.test(part) &&
    Buffer.byteLength(part) <= LONGEST_PART_BYTES;
  if (parts.length > MOST_PARTS || !parts.every(isPlain))
    throw new InputError(
      `An output cannot be called ${JSON.stringify(
        name.slice(0, 200),
      )}. Give it a name below the output folder, without "..".`,
    );
  return parts;
}
