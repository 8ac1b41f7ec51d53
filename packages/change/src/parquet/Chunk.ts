import type { SchemaElement } from 'hyparquet';
import type { SchemaTree } from 'hyparquet/src/types.js';

/** A value as the file stores it, before any logical type is read into it. */
export type Physical = number | bigint | boolean | Uint8Array;

/** A column that holds values; of nested ones there are several to one column of the table. */
export type Leaf = {
  /** From the root to itself. */
  readonly schemaPath: readonly SchemaTree[];
  readonly element: SchemaElement;
  /** Dotted, as messages name it. */
  readonly name: string;
  readonly maxDefinition: number;
  readonly maxRepetition: number;
};

/** What a column holds in one row group (Apache Parquet, "Nested Encoding"; Melnik et al. 2010). */
export type Chunk = {
  /** One an entry; empty where the column is required. */
  readonly definitionLevels: readonly number[];
  /** One an entry; empty where nothing repeats. */
  readonly repetitionLevels: readonly number[];
  /** Those that are not null. */
  readonly values: readonly Physical[];
};

/** The values of a column that is not nested, row by row. */
export function cellsOfChunk(
  { definitionLevels, values }: Chunk,
  { maxDefinition }: Leaf,
): readonly (Physical | null)[] {
  if (maxDefinition === 0) return values;
  let at = 0;
  return definitionLevels.map(level =>
    level === maxDefinition ? values[at++] : null,
  );
}

export type ChunkChange = {
  /** Rows that go, by their place in the row group. */
  readonly gone: ReadonlySet<number>;
  /** Values of rows of a column that is not nested. */
  readonly written: ReadonlyMap<number, Physical | null>;
};

/** The column without the rows that go, and with other values. */
export function changeChunk(
  chunk: Chunk,
  { maxDefinition }: Leaf,
  { gone, written }: ChunkChange,
): Chunk {
  const { definitionLevels, repetitionLevels, values } = chunk;
  const levels: number[] = [];
  const repetitions: number[] = [];
  const kept: Physical[] = [];
  const entries = maxDefinition > 0 ? definitionLevels.length : values.length;
  let row = -1;
  let at = 0;
  for (let entry = 0; entry < entries; entry++) {
    if ((repetitionLevels[entry] ?? 0) === 0) row++;
    const isThere =
      maxDefinition === 0 || definitionLevels[entry] === maxDefinition;
    const before = isThere ? values[at++] : null;
    if (gone.has(row)) continue;
    const change = written.get(row);
    const value = change === undefined ? before : change;
    if (maxDefinition > 0)
      levels.push(
        change === undefined
          ? definitionLevels[entry]
          : maxDefinition - (value === null ? 1 : 0),
      );
    if (repetitionLevels.length > 0) repetitions.push(repetitionLevels[entry]);
    if (value !== null) kept.push(value);
  }
  return {
    definitionLevels: levels,
    repetitionLevels: repetitions,
    values: kept,
  };
}
