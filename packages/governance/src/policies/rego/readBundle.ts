import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { BundleError } from './BundleError';
import { hasOwnMemory } from './hasOwnMemory';

/** A bundle of OPA's own library of rules is below a megabyte. */
export const BUNDLE_BYTES = 4 * 1024 * 1024;
/** Unpacked. */
const CONTENT_BYTES = 32 * 1024 * 1024;
const ENTRIES = 1_000;

/** What is taken of a bundle: the program and its data. */
export type Bundle = {
  readonly wasm: Uint8Array;
  /** JSON. */
  readonly data: string;
};

/**
 * Reads a bundle as `opa build -t wasm` makes it (openpolicyagent.org, Bundle
 * File Format): a gzipped tar with `policy.wasm` and `data.json` at its root.
 * All else in it, signatures too, is passed over: git says whose it is.
 *
 * @throws BundleError for what is none, or is larger than any that is meant
 */
export async function readBundle(bytes: Uint8Array): Promise<Bundle> {
  if (bytes.byteLength > BUNDLE_BYTES)
    throw new BundleError(
      `The bundle has ${bytes.byteLength} bytes; ${BUNDLE_BYTES} are allowed. Build it of fewer rules.`,
    );
  const files = await unpacked(bytes);
  const wasm = files.get('policy.wasm');
  if (!wasm)
    throw new BundleError(
      'The bundle has no policy.wasm. Build it with `opa build -t wasm -e ENTRYPOINT`.',
    );
  if (hasOwnMemory(wasm))
    throw new BundleError(
      'policy.wasm has memory of its own, which could not be bounded. Build it with `opa build -t wasm`.',
    );
  const data = files.get('data.json')?.toString('utf8') ?? '{}';
  try {
    JSON.parse(data);
  } catch (error) {
    throw new BundleError(
      `data.json of the bundle is no JSON: ${(error as Error).message}.`,
    );
  }
  return { wasm, data };
}

async function unpacked(bytes: Uint8Array): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const archive = extract();
  let entries = 0;
  let sizeBytes = 0;
  archive.on('entry', ({ name, type }, stream, next) => {
    const chunks: Buffer[] = [];
    entries += 1;
    if (entries > ENTRIES)
      archive.destroy(
        new BundleError(`The bundle has more than ${ENTRIES} files.`),
      );
    // What is cut short ends the pipeline, which tells it.
    stream.on('error', () => {});
    stream.on('data', data => {
      const chunk = data as Buffer;
      sizeBytes += chunk.byteLength;
      if (sizeBytes > CONTENT_BYTES)
        archive.destroy(
          new BundleError(
            `The bundle holds more than ${CONTENT_BYTES} bytes. Build it of fewer rules or less data.`,
          ),
        );
      chunks.push(chunk);
    });
    stream.on('end', () => {
      if (type === 'file')
        files.set(name.replace(/^\.?\/+/, ''), Buffer.concat(chunks));
      next();
    });
  });
  try {
    await pipeline(Readable.from([bytes]), createGunzip(), archive);
  } catch (error) {
    if (error instanceof BundleError) throw error;
    throw new BundleError(
      `The bundle is no .tar.gz that can be read: ${(error as Error).message}.`,
    );
  }
  return files;
}
