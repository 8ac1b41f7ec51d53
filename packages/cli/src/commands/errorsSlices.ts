import {
  binNumbers,
  encodeCategories,
  findSlices,
} from '@greenroom/error-analysis';
import type { Encoded, Predicate } from '@greenroom/error-analysis';
import type { Row, Table } from '@greenroom/dataset';
import { Command, numeric, required } from '../Command';
import { textTable } from '../textTable';
import { UsageError } from '../UsageError';
import { withInput } from '../withInput';

/** A number with more different values than this is binned; fewer are categories. */
const CATEGORIES_LIMIT = 64;

export const errorsSlices: Command = {
  usage:
    'errors slices --table TABLE --error COL [--k 10] [--max-level 3] [--min-support N] [--alpha 0.95] [--format json]',
  options: {
    table: { type: 'string' },
    error: { type: 'string' },
    k: { type: 'string' },
    'max-level': { type: 'string' },
    'min-support': { type: 'string' },
    alpha: { type: 'string' },
  },
  async run(_positionals, flags) {
    const name = required(flags, 'table');
    const error = required(flags, 'error');
    return withInput(name, async table => {
      const rows = await table.query('SELECT * FROM t');
      const names = table.columns
        .map(column => column.name)
        .filter(column => column !== error);
      if (names.length === table.columns.length) {
        throw new UsageError(
          `${name} has no column ${error}. It has ${names.join(', ')}.`,
        );
      }
      const features = names.map(column => encode(table, rows, column));
      const found = findSlices({
        codes: features.map(({ codes }) => codes),
        cardinalities: features.map(({ labels }) => labels.length),
        errors: Float64Array.from(rows, row => Number(row[error])),
        k: numeric(flags, 'k'),
        maxLevel: numeric(flags, 'max-level'),
        minSupport: numeric(flags, 'min-support'),
        alpha: numeric(flags, 'alpha'),
      });
      const named = (predicates: readonly Predicate[]) =>
        Object.fromEntries(
          predicates.map(({ feature, code }) => [
            names[feature],
            features[feature].labels[code],
          ]),
        );
      const slices = found.slices.map(slice => ({
        ...slice,
        predicates: named(slice.predicates),
        sameRowsAs: slice.sameRowsAs.map(named),
      }));
      return {
        json: { rows: found.rows, averageError: found.averageError, slices },
        text: textTable(
          ['score', 'size', 'average error', 'slice'],
          slices.map(slice => [
            Number(slice.score.toFixed(4)),
            slice.size,
            Number(slice.averageError.toFixed(4)),
            Object.entries(slice.predicates)
              .map(([feature, value]) => `${feature} = ${value}`)
              .join(' and '),
          ]),
        ),
      };
    });
  },
};

function encode(table: Table, rows: readonly Row[], column: string): Encoded {
  const values = rows.map(row => row[column]);
  const isNumber = table.columns.some(
    ({ name, type }) =>
      name === column && /INT|DOUBLE|FLOAT|DECIMAL/.test(type),
  );
  if (isNumber && new Set(values).size > CATEGORIES_LIMIT) {
    return binNumbers(
      Float64Array.from(values, value =>
        value === null ? NaN : Number(value),
      ),
    );
  }
  return encodeCategories(
    values.map(value => (value === null ? null : String(value))),
    CATEGORIES_LIMIT * 2,
  );
}
