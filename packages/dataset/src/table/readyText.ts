import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { TableError } from '../TableError';
import { limitUnpacked } from './limitUnpacked';
import type { Workspace } from './Workspace';

/** So many bytes tell compression and encoding. */
const START_BYTES = 4_096;

type Start = {
  readonly compression?: 'gzip' | 'zstd';
  readonly encoding?: string;
};

/**
 * The path of a text file as it is read: unpacked, in UTF-8. A file that is so
 * already is read where it is; another is written to the workspace, streamed.
 *
 * @param encoding - a label of the Encoding Standard; default: by byte order mark, else UTF-8
 * @throws TableError where it is cut short, unpacks to too much, or is not in its encoding
 */
export async function readyText(
  file: { readonly path: string; readonly name: string },
  encoding: string | undefined,
  workspace: Workspace,
): Promise<string> {
  const { compression } = startOf(await firstBytes(file.path));
  const unpacked = compression
    ? await unpack(file, compression, workspace)
    : file.path;
  const start = await firstBytes(unpacked);
  const found = encoding ?? startOf(start).encoding ?? 'utf-8';
  if (!encoding && found === 'utf-8') assertNoNull(file.name, start);
  const label = labelOf(file.name, found);
  if (label === 'utf-8') return workspace.literalPath(unpacked);
  return transcode({ path: unpacked, name: file.name }, label, workspace);
}

async function firstBytes(file: string): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const buffer = Buffer.alloc(START_BYTES);
    const { bytesRead } = await handle.read(buffer, 0, START_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function startOf(bytes: Buffer): Start {
  const hex = bytes.toString('hex', 0, 4);
  if (hex.startsWith('1f8b')) return { compression: 'gzip' };
  if (hex === '28b52ffd') return { compression: 'zstd' };
  if (hex.startsWith('fffe')) return { encoding: 'utf-16le' };
  if (hex.startsWith('feff')) return { encoding: 'utf-16be' };
  return {};
}

function assertNoNull(name: string, start: Buffer): void {
  if (!start.includes(0)) return;
  throw new TableError(
    'The file holds null bytes, so it is no text in UTF-8. Name its encoding in the manifest, as table.dialect.encoding (such as utf-16le), or its format.',
    name,
    1,
  );
}

function labelOf(name: string, said: string): string {
  try {
    return new TextDecoder(said).encoding;
  } catch {
    throw new TableError(
      `The encoding ${JSON.stringify(
        said,
      )} is not known. Name one of the Encoding Standard, such as utf-8, utf-16le or windows-1252.`,
      name,
    );
  }
}

async function unpack(
  file: { readonly path: string; readonly name: string },
  compression: 'gzip' | 'zstd',
  workspace: Workspace,
): Promise<string> {
  const target = await workspace.file('.txt');
  const packed = createReadStream(file.path);
  try {
    await pipeline(
      packed,
      compression === 'gzip' ? createGunzip() : createZstdDecompress(),
      limitUnpacked(file.name, () => packed.bytesRead),
      createWriteStream(target),
    );
  } catch (error) {
    if (error instanceof TableError) throw error;
    throw new TableError(
      `The file cannot be unpacked (${
        (error as Error).message
      }): it is cut short or damaged. Compress it again.`,
      file.name,
    );
  }
  return target;
}

async function transcode(
  file: { readonly path: string; readonly name: string },
  label: string,
  workspace: Workspace,
): Promise<string> {
  const target = await workspace.file('.txt');
  const decoder = new TextDecoder(label, { fatal: true });
  let line = 1;
  const decode = (bytes?: Buffer) => {
    try {
      const text = decoder.decode(bytes, { stream: bytes !== undefined });
      for (
        let at = text.indexOf('\n');
        at >= 0;
        at = text.indexOf('\n', at + 1)
      )
        line++;
      return text;
    } catch {
      throw new TableError(
        `The file is not in ${label}: from line ${line} on there are bytes that it does not have. Correct table.dialect.encoding in the manifest.`,
        file.name,
        line,
      );
    }
  };
  await pipeline(
    createReadStream(file.path),
    async function* decoded(chunks) {
      for await (const chunk of chunks) yield decode(chunk as Buffer);
      yield decode();
    },
    createWriteStream(target),
  );
  return target;
}
