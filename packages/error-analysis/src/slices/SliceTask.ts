/**
 * What a search asks of every shard of the rows. All of it can be sent between
 * threads as it is.
 */
export type SliceTask =
  /** Every value of every feature by itself, and at the end the whole. */
  | { readonly kind: 'singles' }
  /** Hold the bits of these singles; later tasks name them by their place here. */
  | { readonly kind: 'keep'; readonly singles: Int32Array }
  | Conjunctions;

/** Conjunctions of `width` kept singles each, side by side; a single may repeat in one. */
export type Conjunctions = {
  readonly kind: 'conjunctions';
  /** Only the rows with an error, only those without, or all. */
  readonly part: 'erring' | 'others' | 'all';
  readonly width: number;
  readonly members: Int32Array;
};

/** What a shard found, an entry for each thing that was asked. */
export type SliceMeasures = {
  readonly size: Float64Array;
  readonly sumError: Float64Array;
  readonly sumSquares: Float64Array;
  readonly maxError: Float64Array;
  /** Whether each error was 0 or 1. */
  readonly errors: 'zero-one' | 'real';
};

/** Yields tasks and takes what all shards found together, until it has its answer. */
export type SliceProgram<Answer> = Generator<SliceTask, Answer, SliceMeasures>;

/** Runs a program where all rows are in one place. */
export function runOn<Answer>(
  rows: { measure(task: SliceTask): SliceMeasures },
  program: SliceProgram<Answer>,
): Answer {
  let step = program.next();
  while (!step.done) step = program.next(rows.measure(step.value));
  return step.value;
}

export function emptyMeasures(
  entries: number,
  errors: SliceMeasures['errors'],
): SliceMeasures {
  return {
    size: new Float64Array(entries),
    sumError: new Float64Array(entries),
    sumSquares: new Float64Array(entries),
    maxError: new Float64Array(entries),
    errors,
  };
}

/**
 * What two shards found together.
 *
 * @throws RangeError where they did not answer the same task
 */
export function mergeMeasures(
  a: SliceMeasures,
  b: SliceMeasures,
): SliceMeasures {
  if (a.size.length !== b.size.length) {
    throw new RangeError(
      `One shard measured ${a.size.length} slices and another ${b.size.length}. Give every shard the same tasks in the same order.`,
    );
  }
  const sum = (x: Float64Array, y: Float64Array) =>
    x.map((each, i) => each + y[i]);
  return {
    size: sum(a.size, b.size),
    sumError: sum(a.sumError, b.sumError),
    sumSquares: sum(a.sumSquares, b.sumSquares),
    maxError: a.maxError.map((each, i) => Math.max(each, b.maxError[i])),
    errors: a.errors === 'real' || b.errors === 'real' ? 'real' : 'zero-one',
  };
}
