import type { Blame } from './Blame';
import { cellText } from './cellText';
import { cellValue } from './cellKinds';
import type { BlamedRow } from './readBlame';
import { stateOf } from './writeBlame';

/**
 * The rows of a blame in the order of the table, with their cells in the order
 * of its columns.
 *
 * @param only - a column; default: all
 * @throws Error where no revision could be read
 */
export function* blamedCells(
  blame: Blame,
  only?: string,
): Generator<BlamedRow> {
  const state = stateOf(blame);
  const { image, keys } = state;
  const columns = image.names.flatMap((name, index) =>
    only === undefined || only === name
      ? [{ name, index, kind: state.kindOf(index) }]
      : [],
  );
  const spans = new Uint32Array(2 * image.names.length);
  for (let row = 0; row < image.rowCount; row++) {
    image.readSpans(row, spans);
    yield {
      key: keys.partsOf(row),
      cells: columns.map(({ name, index, kind }) => ({
        column: name,
        value: cellValue(
          cellText(image.bytes, spans[2 * index], spans[2 * index + 1]),
          kind,
        ),
        commit: state.commitOf(row, index),
      })),
    };
  }
}
