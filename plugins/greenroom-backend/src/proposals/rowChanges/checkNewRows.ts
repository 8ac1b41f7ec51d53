import { InputError } from '@backstage/errors';
import type {
  NewRowsAnswer,
  NewRowsRequest,
} from '@greenroom/backstage-plugin-greenroom-common';
import {
  type Cells,
  EditError,
  newRowProblems,
  readNewRows,
} from '@greenroom/change';
import type { RowCells } from '../../rows/RowCells';
import { ENTRIES_LIMIT } from '../decisions/fillBaskets';
import type { ChangedTable } from './changedTable';

/** Problems that a preview shows; who has more has read the wrong file. */
const SHOWN_PROBLEMS = 200;

/**
 * What an upload would add, and what keeps it from being added.
 *
 * @throws InputError naming the line that cannot be read
 */
export async function checkNewRows(
  cells: RowCells,
  { table, schema }: ChangedTable,
  { text, format, split }: NewRowsRequest,
): Promise<NewRowsAnswer> {
  const given = rowsOf(text, format).map(row => partedRow(row, schema, split));
  const keys = given.flatMap(row => row.cells[schema.key] ?? []);
  const problems = newRowProblems(
    given,
    schema,
    await cells.taken(table, keys),
  );
  return {
    rows: given.map(row => ({ ...row, key: row.cells[schema.key] ?? '' })),
    problems: problems.slice(0, SHOWN_PROBLEMS),
    problemCount: problems.length,
  };
}

/** Where splits are files, a column of that name says which file. */
function partedRow(
  row: Cells,
  { split: schema }: ChangedTable['schema'],
  split: string | undefined,
) {
  if (!schema || schema.by === 'column') return { cells: row };
  const { [schema.column]: own, ...cells } = row;
  return { cells, split: own ?? split };
}

function rowsOf(
  text: string,
  format: NewRowsRequest['format'],
): readonly Cells[] {
  try {
    return readNewRows(text, format, ENTRIES_LIMIT);
  } catch (error) {
    throw error instanceof EditError ? new InputError(error.message) : error;
  }
}
