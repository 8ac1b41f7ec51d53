import { isUtf8 } from 'node:buffer';
import { cellText } from './cellText';

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
/** Offsets are kept in 32 bits. */
const LIMIT_BYTES = 2 ** 32 - 1;
/** As `readFile` says: a longer row is refused. */
const ROW_LIMIT_BYTES = 16 * 1024 * 1024;

/** Instead of a place in the text: it is not in order. */
const DOUBT = -1;

export type CsvScan = {
  readonly names: readonly string[];
  readonly rowCount: number;
  /** Where each row begins, and one more: where the next would. */
  readonly starts: Uint32Array;
  readonly lineEndBytes: 1 | 2;
};

/**
 * Finds the rows of a delimited text that is in order: UTF-8, one kind of line
 * end, distinct names in the header and as many cells in each row, quotes as
 * RFC 4180 has them, no blank lines. Undefined for any other.
 */
export function scanCsv(bytes: Buffer, delimiter: number): CsvScan | undefined {
  if (bytes.length > LIMIT_BYTES || !isUtf8(bytes)) return undefined;
  const header = readHeader(bytes, delimiter);
  return header && readRows(bytes, delimiter, header);
}

type Header = {
  readonly names: readonly string[];
  readonly end: number;
  readonly lineEndBytes: 1 | 2;
};

function readHeader(bytes: Buffer, delimiter: number): Header | undefined {
  const names: string[] = [];
  let at = bytes.indexOf('\uFEFF') === 0 ? 3 : 0;
  for (;;) {
    const end = cellEnd(bytes, at, delimiter);
    if (end === DOUBT) return undefined;
    names.push(cellText(bytes, at, end));
    at = end;
    if (bytes[at] !== delimiter || at === bytes.length) break;
    at++;
  }
  // Without a row of its own there is nothing to tell the line end by.
  if (at === bytes.length) return undefined;
  const lineEndBytes = bytes[at] === CR ? 2 : 1;
  if (lineEndBytes === 2 && bytes[at + 1] !== LF) return undefined;
  const distinct = new Set(names.map(name => name.toLowerCase()));
  const isPlain = distinct.size === names.length && !distinct.has('');
  return isPlain ? { names, end: at + lineEndBytes, lineEndBytes } : undefined;
}

function readRows(
  bytes: Buffer,
  delimiter: number,
  header: Header,
): CsvScan | undefined {
  const { lineEndBytes, names } = header;
  const isLineEnd =
    lineEndBytes === 1
      ? (at: number) => bytes[at] === LF
      : (at: number) => bytes[at] === CR && bytes[at + 1] === LF;
  let starts = new Uint32Array(1024);
  let rowCount = 0;
  let at = header.end;
  while (at < bytes.length) {
    if (rowCount + 2 > starts.length) starts = grown(starts);
    starts[rowCount] = at;
    for (let cell = 1; ; cell++) {
      at = cellEnd(bytes, at, delimiter);
      if (at === DOUBT) return undefined;
      if (at < bytes.length && bytes[at] === delimiter) at++;
      else if (cell !== names.length) return undefined;
      else break;
    }
    if (at - starts[rowCount] > ROW_LIMIT_BYTES) return undefined;
    if (at < bytes.length && !isLineEnd(at)) return undefined;
    at += lineEndBytes;
    rowCount++;
  }
  starts[rowCount] = at;
  return {
    names,
    rowCount,
    starts: starts.slice(0, rowCount + 1),
    lineEndBytes,
  };
}

function grown(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2);
  larger.set(array);
  return larger;
}

/** Where the cell that begins here ends: at a delimiter, a line end or the end of the file. */
function cellEnd(bytes: Buffer, start: number, delimiter: number): number {
  const { length } = bytes;
  if (bytes[start] === QUOTE) return quotedEnd(bytes, start, delimiter);
  for (let at = start; at < length; at++) {
    const byte = bytes[at];
    if (byte === delimiter || byte === LF || byte === CR) return at;
    if (byte === QUOTE) return DOUBT;
  }
  return length;
}

function quotedEnd(bytes: Buffer, start: number, delimiter: number): number {
  let at = start + 1;
  for (;;) {
    at = bytes.indexOf(QUOTE, at);
    if (at < 0) return DOUBT;
    if (bytes[at + 1] !== QUOTE) break;
    at += 2;
  }
  const after = bytes[at + 1];
  const isEnd =
    at + 1 === bytes.length ||
    after === delimiter ||
    after === LF ||
    after === CR;
  return isEnd ? at + 1 : DOUBT;
}
