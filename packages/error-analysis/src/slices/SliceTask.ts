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

/** What is asked, and what the program could do until it is answered: whoever runs it may call it then, or leave it to the program. */
export type AskedTask = SliceTask & { readonly meanwhile?: () => void };

/** Yields tasks and takes what all shards found together, until it has its answer. */
export type SliceProgram<Answer> = Generator<AskedTask, Answer, SliceMeasures>;

/** Asks a task, and does work that does not wait for its answer: while it is measured elsewhere, or behind it, in either case once. */
export function* askMeanwhile(
  task: SliceTask,
  work: () => void,
): SliceProgram<SliceMeasures> {
  let isDone = false;
  const meanwhile = () => {
    if (isDone) return;
    isDone = true;
    work();
  };
  const measures = yield { ...task, meanwhile };
  meanwhile();
  return measures;
}

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
  const entries = a.size.length;
  const merged = emptyMeasures(
    entries,
    a.errors === 'real' || b.errors === 'real' ? 'real' : 'zero-one',
  );
  for (let i = 0; i < entries; i++) {
    merged.size[i] = a.size[i] + b.size[i];
    merged.sumError[i] = a.sumError[i] + b.sumError[i];
    merged.sumSquares[i] = a.sumSquares[i] + b.sumSquares[i];
    merged.maxError[i] = Math.max(a.maxError[i], b.maxError[i]);
  }
  return merged;
}
