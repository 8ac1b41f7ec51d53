import { Annotations, collectAnnotations } from '@greenroom/label-quality';
import type { AnnotationCells } from './AnnotationCells';
import { NpyRows } from './npy/NpyRows';
import { UsageError } from './UsageError';

export type NamedAnnotations = {
  readonly annotations: Annotations;
  /** Of the annotators, in order. */
  readonly names: readonly string[];
  /** Set where labels are texts: indices point into it. */
  readonly classes?: readonly string[];
};

/** Fewer are no choice. */
const LEAST_CLASSES = 2;

/**
 * Reads annotations: a column an annotator, a cell the index of a class or a
 * text, empty or -1 where the annotator gave none. `TABLE#A,B,C` names the
 * annotators' columns where the table has others; also a `.npy` of two dimensions.
 *
 * @param modelClasses - of the models, where there are any
 * @throws UsageError naming file, row and column of what cannot be used
 */
export async function readAnnotations(
  name: string,
  modelClasses?: number,
): Promise<NamedAnnotations> {
  const cells = name.endsWith('.npy')
    ? cellsOfArray(name)
    : await (await import('./readAnnotationTable')).readAnnotationTable(name);
  if (cells.label.length === 0)
    throw new UsageError(`${name} has no labels: all of its cells are empty.`);
  const { label, classes } = indexLabels(name, cells);
  const given =
    classes?.length ?? label.reduce((max, v) => Math.max(max, v), 0) + 1;
  if (
    classes &&
    modelClasses !== undefined &&
    classes.length !== modelClasses
  ) {
    throw new UsageError(
      `${name} has ${classes.length} different labels (${classes
        .slice(0, 5)
        .join(
          ', ',
        )}…) and the probabilities ${modelClasses} columns, so texts cannot be matched with columns. Give indices of classes.`,
    );
  }
  return {
    annotations: collectAnnotations({
      rows: cells.rows,
      annotators: cells.names.length,
      classes: modelClasses ?? Math.max(given, LEAST_CLASSES),
      row: Int32Array.from(cells.row),
      annotator: Int32Array.from(cells.annotator),
      label,
    }),
    names: cells.names,
    classes,
  };
}

/** Cells read at a time: 32 MiB of them. */
const CHUNK_CELLS = 4 * 1024 * 1024;

function cellsOfArray(name: string): AnnotationCells {
  const file = NpyRows.open(name);
  try {
    const [rows, annotators] = file.shape;
    if (file.shape.length !== 2)
      throw new UsageError(
        `${name} has one dimension; annotations need a row an item and a column an annotator.`,
      );
    const cells: AnnotationCells = {
      rows,
      names: Array.from({ length: annotators }, (_, a) => String(a)),
      row: [],
      annotator: [],
      label: [],
    };
    const step = Math.max(1, Math.floor(CHUNK_CELLS / annotators));
    for (let from = 0; from < rows; from += step) {
      const values = file.read(from, Math.min(step, rows - from));
      for (let i = 0; i < values.length; i++) {
        if (values[i] === -1 || Number.isNaN(values[i])) continue;
        cells.row.push(from + Math.floor(i / annotators));
        cells.annotator.push(i % annotators);
        cells.label.push(values[i]);
      }
    }
    return cells;
  } finally {
    file.close();
  }
}

/** Numbers stand for classes; where any label is another text, all are texts. */
function indexLabels(
  name: string,
  { row, annotator, names, label }: AnnotationCells,
): { label: Int32Array; classes?: readonly string[] } {
  const isText = label.some(
    value => typeof value === 'string' && Number.isNaN(Number(value)),
  );
  if (isText) {
    const classes = [...new Set(label.map(String))].sort();
    const index = new Map(classes.map((text, i) => [text, i]));
    return {
      label: Int32Array.from(label, value => index.get(String(value))!),
      classes,
    };
  }
  const numbers = label.map(Number);
  const bad = numbers.findIndex(value => !Number.isInteger(value) || value < 0);
  if (bad >= 0)
    throw new UsageError(
      `${name}, row ${row[bad]}, column ${names[annotator[bad]]}: ${
        label[bad]
      } is no class. Give indices from 0 (empty or -1 for none), or texts.`,
    );
  return { label: Int32Array.from(numbers) };
}
