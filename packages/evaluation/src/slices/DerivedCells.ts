import type { Row } from '@greenroom/dataset';
import {
  DERIVED_FROM_IMAGE,
  DERIVED_FROM_TEXT,
  type DerivedFeature,
  type ImageFeatures,
  imageFeatures,
  textFeatures,
} from '@greenroom/error-analysis';
import type { DeclaredColumn, DeclaredConditions } from '@greenroom/manifest';
import { derivedColumn } from '@greenroom/manifest/derivedColumns';
import { seePicture } from './seePicture';

type Named = {
  /** "body length". */
  readonly name: string;
  readonly column: DeclaredColumn;
  readonly feature: DerivedFeature;
};
type Read = Readonly<Record<string, string | number>>;

/** What conditions name of texts and pictures, read off rows as they come. */
export class DerivedCells {
  readonly #named: readonly Named[];
  /** The columns that are read for conditions, each once. */
  readonly columns: readonly string[];

  constructor(
    conditions: readonly DeclaredConditions[],
    columns: readonly DeclaredColumn[] = [],
  ) {
    const names = [...new Set(conditions.flatMap(Object.keys))];
    this.#named = names.flatMap(name => namedOf(name, columns));
    const sources = new Map(
      this.#named.map(({ name, column }) => [name, column.name]),
    );
    this.columns = [...new Set(names.map(name => sources.get(name) ?? name))];
  }

  /** The rows with the features that are named; null where the cell has none. */
  async of(rows: readonly Row[]): Promise<readonly Row[]> {
    if (this.#named.length === 0) return rows;
    return Promise.all(rows.map(row => this.#with(row)));
  }

  async #with(row: Row): Promise<Row> {
    const read = new Map<string, Promise<Read | undefined>>();
    const cells: Record<string, string | number | null> = {};
    for (const { name, column, feature } of this.#named) {
      const found = read.get(column.name) ?? readOff(column, row[column.name]);
      read.set(column.name, found);
      const value = (await found)?.[feature.key];
      cells[name] = value === undefined ? null : legible(value);
    }
    return { ...row, ...cells };
  }
}

/** Nobody tells rows apart by less; what is nought but for rounding is nought. */
const STEPS = 1e4;

/** A feature as it is shown and compared. */
export function legible<Value extends string | number>(value: Value): Value {
  return typeof value === 'number'
    ? ((Math.round(value * STEPS) / STEPS) as Value)
    : value;
}

function namedOf(name: string, columns: readonly DeclaredColumn[]): Named[] {
  // A column of that name is meant before what is read off another.
  if (columns.some(column => column.name === name)) return [];
  const derived = derivedColumn(name, columns);
  if (!derived) return [];
  const features: readonly DerivedFeature[] =
    derived.column.type === 'text' ? DERIVED_FROM_TEXT : DERIVED_FROM_IMAGE;
  const feature = features.find(({ words }) => words === derived.words);
  return feature ? [{ name, column: derived.column, feature }] : [];
}

async function readOff(
  column: DeclaredColumn,
  cell: Row[string] | undefined,
): Promise<Read | undefined> {
  if (cell === null || cell === undefined) return undefined;
  if (column.type === 'text') return textFeatures(String(cell));
  return pictureOf(column, cell);
}

async function pictureOf(
  { width, height, channels = 1 }: DeclaredColumn,
  cell: NonNullable<Row[string]>,
): Promise<ImageFeatures | undefined> {
  if (width === undefined || height === undefined)
    return cell instanceof Uint8Array
      ? (await seePicture(cell))?.features
      : undefined;
  const pixels = pixelsOf(cell, width * height * channels);
  return pixels && imageFeatures(pixels, { width, height, channels });
}

/** A cell of bytes, or of a list of numbers; undefined where it has not as many as declared. */
export function pixelsOf(cell: unknown, size: number): Uint8Array | undefined {
  const pixels =
    cell instanceof Uint8Array || cell === null
      ? cell
      : Uint8Array.from(cell as number[]);
  return pixels?.length === size ? pixels : undefined;
}
