import { EditError, type NewRow } from '../Edit';
import type { Replacement } from '../Replacement';
import { isSameValue } from './isSameValue';
import { lineEndLength, lineEndOf } from './lineEnds';
import type { TextTable } from './TextTable';

/** What rows come behind: a row that is there, the head of the file, or its last row. */
const FIRST = null;
const LAST = undefined;
type Anchor = string | typeof FIRST | typeof LAST;

/**
 * What has to be written so that new rows stand in a text: each behind the row that
 * it names, else behind all others, in the order given.
 *
 * @param path - of the file, for messages
 * @throws EditError where the file has no place for one of their cells
 */
export function placeRows(
  table: TextTable,
  rows: readonly NewRow[],
  path: string,
): readonly Replacement[] {
  if (rows.length === 0) return [];
  const { text, start } = table;
  const named = new Set(rows.map(({ behind }) => behind));
  const places = new Map<Anchor, number>([[FIRST, start]]);
  let end = start;
  for (const row of table.rows()) {
    if (named.has(row.key)) places.set(row.key, row.end);
    end = row.end;
  }
  places.set(LAST, end);
  const chains = chainsOf(rows, places);
  return [...chains]
    .map(([anchor, chain]) => ({
      at: places.get(anchor)!,
      lines: chain.map(row => lineOf(table, row, path)),
    }))
    .sort((a, b) => a.at - b.at)
    .map(({ at, lines }) => insertion(text, at, lines));
}

/** By what each run of new rows comes behind; a row may come behind another new one. */
function chainsOf(
  rows: readonly NewRow[],
  places: ReadonlyMap<Anchor, number>,
): ReadonlyMap<Anchor, readonly NewRow[]> {
  const fresh = new Map(rows.map(row => [row.key, row]));
  const behind = new Map<Anchor, NewRow[]>();
  for (const row of rows) {
    const isKnown =
      row.behind !== LAST &&
      (places.has(row.behind) ||
        (fresh.has(row.behind ?? '') && !isBehindItself(row, fresh)));
    const anchor = isKnown ? row.behind : LAST;
    behind.set(anchor, [...(behind.get(anchor) ?? []), row]);
  }
  const chains = new Map<Anchor, NewRow[]>();
  for (const anchor of behind.keys()) {
    if (!places.has(anchor)) continue;
    const chain: NewRow[] = [];
    const waiting = [...behind.get(anchor)!].reverse();
    for (let row = waiting.pop(); row; row = waiting.pop()) {
      chain.push(row);
      waiting.push(...[...(behind.get(row.key) ?? [])].reverse());
    }
    chains.set(anchor, chain);
  }
  return chains;
}

function isBehindItself(
  row: NewRow,
  fresh: ReadonlyMap<string, NewRow>,
): boolean {
  const met = new Set<string>();
  for (let at: NewRow | undefined = row; at; at = fresh.get(at.behind ?? '')) {
    if (met.has(at.key)) return true;
    met.add(at.key);
  }
  return false;
}

function lineOf(table: TextTable, row: NewRow, path: string): string {
  if (row.kind === 'restore' && row.text !== undefined) {
    const read = table.readRow(row.text);
    const isMeant =
      read?.key === row.key &&
      Object.entries(row.cells).every(([column, value]) =>
        isSameValue(read.valueOf(column), value),
      );
    if (isMeant) return row.text;
  }
  const line = table.writeRow(row.cells);
  if (table.readRow(line)?.key !== row.key)
    throw new EditError(
      `The cells of the new row ${row.key} of ${path} do not hold its key. Write the key into its column.`,
      path,
    );
  return line;
}

/** Behind a line that is open a line end comes first, and the last line stays open as it was. */
function insertion(
  text: string,
  at: number,
  lines: readonly string[],
): Replacement {
  const lineEnd = lineEndOf(text);
  const isOpen = at > 0 && lineEndLength(text.slice(0, at)) === 0;
  const closed = lines.map(line =>
    lineEndLength(line) === 0 ? `${line}${lineEnd}` : line,
  );
  const joined = closed.join('');
  const isAfterMark = text.startsWith('\uFEFF') && at === 1;
  return {
    start: at,
    end: at,
    written:
      isOpen && !isAfterMark
        ? `${lineEnd}${joined.slice(0, -lineEndLength(joined))}`
        : joined,
  };
}
