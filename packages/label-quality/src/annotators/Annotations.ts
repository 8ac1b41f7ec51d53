/**
 * Who gave which row which label, sparse and in order of row, then annotator.
 * Row i has the annotations from `rowStarts[i]` to below `rowStarts[i + 1]`.
 */
export type Annotations = {
  readonly rows: number;
  readonly annotators: number;
  readonly classes: number;
  /** rows + 1 positions. */
  readonly rowStarts: Int32Array;
  readonly annotator: Int32Array;
  readonly label: Int32Array;
};

/** Annotations as they come: one row, annotator and label each, in any order. */
export type AnnotationTriples = {
  readonly rows: number;
  readonly annotators: number;
  readonly classes: number;
  readonly row: Int32Array;
  readonly annotator: Int32Array;
  readonly label: Int32Array;
};

/**
 * Puts annotations in order. An annotator may have labelled a row several times
 * (as in Dawid and Skene 1979); see `refuseRepeats`.
 *
 * @throws RangeError naming row and annotator of what cannot be used
 */
export function collectAnnotations(triples: AnnotationTriples): Annotations {
  const { rows, annotators, classes } = triples;
  const n = triples.row.length;
  if (n === 0) throw new RangeError('There are no annotations.');
  for (let t = 0; t < n; t++) {
    const [row, annotator, label] = [
      triples.row[t],
      triples.annotator[t],
      triples.label[t],
    ];
    const place = `Row ${row}, annotator ${annotator}`;
    if (row < 0 || row >= rows)
      throw new RangeError(`${place}: rows go from 0 to ${rows - 1}.`);
    if (annotator < 0 || annotator >= annotators)
      throw new RangeError(
        `${place}: annotators go from 0 to ${annotators - 1}.`,
      );
    if (label < 0 || label >= classes)
      throw new RangeError(
        `${place} has label ${label}; classes go from 0 to ${classes - 1}.`,
      );
  }
  // Two stable counting sorts; the label settles the order of repeats.
  const byLabel = orderBy(triples.label, classes, undefined);
  const byAnnotator = orderBy(triples.annotator, annotators, byLabel.order);
  const { order, starts } = orderBy(triples.row, rows, byAnnotator.order);
  return {
    rows,
    annotators,
    classes,
    rowStarts: starts,
    annotator: order.map(t => triples.annotator[t]),
    label: order.map(t => triples.label[t]),
  };
}

/** @throws RangeError naming row and annotator where one labelled a row twice */
export function refuseRepeats(annotations: Annotations): void {
  const { rows, rowStarts, annotator } = annotations;
  for (let row = 0; row < rows; row++) {
    for (let t = rowStarts[row] + 1; t < rowStarts[row + 1]; t++) {
      if (annotator[t] === annotator[t - 1])
        throw new RangeError(
          `Row ${row}: annotator ${annotator[t]} labelled it more than once. Keep one label, or use Dawid-Skene.`,
        );
    }
  }
}

/** Positions of annotations grouped by annotator, each group in order of row. */
export function groupByAnnotator({ annotators, annotator }: Annotations): {
  readonly positions: Int32Array;
  /** annotators + 1 positions. */
  readonly starts: Int32Array;
} {
  const { order, starts } = orderBy(annotator, annotators, undefined);
  return { positions: order, starts };
}

/** The row of each annotation. */
export function rowsOf({ rows, rowStarts }: Annotations): Int32Array {
  const row = new Int32Array(rowStarts[rows]);
  for (let i = 0; i < rows; i++) row.fill(i, rowStarts[i], rowStarts[i + 1]);
  return row;
}

/** A stable counting sort of positions by key, beginning from an order. */
function orderBy(
  keys: Int32Array,
  count: number,
  from: Int32Array | undefined,
): { order: Int32Array; starts: Int32Array } {
  const starts = new Int32Array(count + 1);
  for (const key of keys) starts[key + 1]++;
  for (let key = 0; key < count; key++) starts[key + 1] += starts[key];
  const next = Int32Array.from(starts);
  const order = new Int32Array(keys.length);
  for (let i = 0; i < keys.length; i++) {
    const position = from ? from[i] : i;
    order[next[keys[position]]++] = position;
  }
  return { order, starts };
}
