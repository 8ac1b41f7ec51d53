import { type CellValue, EditError, type NewRow } from '../Edit';
import type { Chunk, Leaf, Physical } from './Chunk';
import { type CellText, cellTextOf } from './cellText';
import { storedOf } from './ParquetGroup';

/** Root, the list, what repeats, and the element (Apache Parquet, "Lists"). */
const LIST_DEPTH = 4;

/** Name of the column whose lists of single values a leaf holds; undefined where it is none. */
export function listName({
  schemaPath,
  element,
  maxRepetition,
}: Leaf): string | undefined {
  const isList =
    schemaPath.length === LIST_DEPTH &&
    maxRepetition === 1 &&
    schemaPath[2].element.repetition_type === 'REPEATED' &&
    schemaPath[1].children.length === 1 &&
    schemaPath[2].children.length === 1;
  return isList && cellTextOf(element) ? schemaPath[1].element.name : undefined;
}

/**
 * What a column holds of new rows: single values as text, lists as JSON.
 *
 * @throws EditError where it cannot hold one, or must have one that is not given
 */
export function newChunk(
  path: string,
  leaf: Leaf,
  rows: readonly NewRow[],
): Chunk {
  const text = cellTextOf(leaf.element);
  const list = listName(leaf);
  return list !== undefined && text
    ? listChunk({ path, leaf, text }, list, rows)
    : flatChunk({ path, leaf, text }, rows);
}

function flatChunk(
  {
    path,
    leaf,
    text,
  }: { readonly path: string; readonly leaf: Leaf; readonly text?: CellText },
  rows: readonly NewRow[],
): Chunk {
  const isFlat = leaf.schemaPath.length === 2 && leaf.maxRepetition === 0;
  const values = rows.map(({ key, cells }): Physical | null => {
    const value = isFlat ? cells[leaf.name] ?? null : null;
    if (value === null && leaf.maxDefinition > 0) return null;
    if (text) return storedOf(path, leaf, text, key, value);
    throw new EditError(
      `The column ${leaf.name} of ${path} must hold a value, and of no kind that can be written here, so the row ${key} cannot be added. Add it with another program.`,
      path,
    );
  });
  return {
    definitionLevels:
      leaf.maxDefinition > 0
        ? values.map(value => (value === null ? 0 : leaf.maxDefinition))
        : [],
    repetitionLevels: leaf.maxRepetition > 0 ? values.map(() => 0) : [],
    values: values.flatMap(value => (value === null ? [] : [value])),
  };
}

function listChunk(
  {
    path,
    leaf,
    text,
  }: { readonly path: string; readonly leaf: Leaf; readonly text: CellText },
  name: string,
  rows: readonly NewRow[],
): Chunk {
  const definitionLevels: number[] = [];
  const repetitionLevels: number[] = [];
  const values: Physical[] = [];
  // Of a list that is there, and has no element.
  const empty =
    leaf.schemaPath[1].element.repetition_type === 'REQUIRED' ? 0 : 1;
  const push = (definition: number, repetition: number) => {
    definitionLevels.push(definition);
    repetitionLevels.push(repetition);
  };
  for (const { key, cells } of rows) {
    const elements = elementsOf(cells[name] ?? null, { path, name, key });
    if (elements === null) push(0, 0);
    if (elements?.length === 0) push(empty, 0);
    elements?.forEach((element, i) => {
      const isNull =
        element === null && leaf.element.repetition_type !== 'REQUIRED';
      if (!isNull) values.push(storedOf(path, leaf, text, key, element)!);
      push(leaf.maxDefinition - (isNull ? 1 : 0), i === 0 ? 0 : 1);
    });
  }
  return { definitionLevels, repetitionLevels, values };
}

function elementsOf(
  value: CellValue,
  {
    path,
    name,
    key,
  }: { readonly path: string; readonly name: string; readonly key: string },
): readonly CellValue[] | null {
  if (value === null) return null;
  const list = parsed(value);
  if (list)
    return list.map(element => (element === null ? null : String(element)));
  throw new EditError(
    `The column ${name} of ${path} holds lists, so the row ${key} needs a JSON array there.`,
    path,
  );
}

function parsed(text: string): readonly unknown[] | undefined {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list : undefined;
  } catch {
    return undefined;
  }
}
