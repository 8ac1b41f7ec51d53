import { cellText } from './cellText';
import { type CsvScan, scanCsv } from './scanCsv';

const QUOTE = 0x22;

/**
 * A delimited text file as its bytes and the place of each row: what two
 * revisions are compared by. A row that is the same bytes is not taken apart.
 */
export class CsvImage {
  readonly #scan: CsvScan;

  private constructor(
    readonly bytes: Buffer,
    readonly delimiter: number,
    scan: CsvScan,
  ) {
    this.#scan = scan;
  }

  /** Undefined where the text leaves any doubt; `openTable` decides on those. */
  static of(bytes: Buffer, delimiter: number): CsvImage | undefined {
    const scan = scanCsv(bytes, delimiter);
    return scan && new CsvImage(bytes, delimiter, scan);
  }

  get names(): readonly string[] {
    return this.#scan.names;
  }

  get rowCount(): number {
    return this.#scan.rowCount;
  }

  rowStart(row: number): number {
    return this.#scan.starts[row];
  }

  /** Without the line end. */
  rowEnd(row: number): number {
    return this.#scan.starts[row + 1] - this.#scan.lineEndBytes;
  }

  /**
   * Writes start and end of the first cells of a row into `spans`, quotes
   * included: as many as half of `spans` holds.
   */
  readSpans(row: number, spans: Uint32Array): void {
    const { bytes, delimiter } = this;
    const end = this.rowEnd(row);
    let at = this.rowStart(row);
    for (let i = 0; i < spans.length; i += 2) {
      spans[i] = at;
      if (bytes[at] === QUOTE && at < end) at = afterQuoted(bytes, at);
      else while (at < end && bytes[at] !== delimiter) at++;
      spans[i + 1] = at;
      at++;
    }
  }

  /** The texts of one column, row by row. */
  *texts(column: number): Generator<string> {
    const spans = new Uint32Array(2 * (column + 1));
    for (let row = 0; row < this.rowCount; row++) {
      this.readSpans(row, spans);
      yield cellText(this.bytes, spans[2 * column], spans[2 * column + 1]);
    }
  }
}

/** The place behind the closing quote; the text is known to be in order. */
function afterQuoted(bytes: Buffer, opening: number): number {
  let at = opening + 1;
  for (;;) {
    if (bytes[at] !== QUOTE) at++;
    else if (bytes[at + 1] === QUOTE) at += 2;
    else return at + 1;
  }
}
