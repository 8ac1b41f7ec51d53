import type { LevelFindings, LevelQuestion } from './LevelSearch';
import type { Range } from './rangesOf';

/** What all who measure must know before the parts that follow. */
export type SliceSetup =
  /** Hold the bits of these singles; later parts name them by their place here. */
  | { readonly kind: 'keep'; readonly singles: Int32Array }
  /** Slices that blocks of longer ones are made of. */
  | { readonly kind: 'level'; readonly question: LevelQuestion };

/** A part that is answered by `SliceMeasures`, an entry for each thing that is asked. */
export type MeasuredPart =
  /** All rows. */
  | { readonly kind: 'whole' }
  /** Every value of some features by itself. */
  | ({ readonly kind: 'features' } & Range)
  | Conjunctions;

/** Conjunctions of `width` kept singles each, side by side; a single may repeat in one. */
export type Conjunctions = {
  readonly kind: 'conjunctions';
  readonly width: number;
  readonly members: Int32Array;
};

/** A part that only writes what the others read. */
export type WrittenPart =
  /** The bits of the kept values of some features. */
  | ({ readonly kind: 'fill' } & Range)
  /** The errors of rows that have one, where they are real. */
  | { readonly kind: 'values' };

/** All slices that join one of these places of the level with a later one. */
export type Block = Range & {
  readonly kind: 'block';
  /** Scores below it are of no interest. */
  readonly threshold: number;
};

/** Can be sent between threads as it is; no part needs another's answer. */
export type SlicePart = MeasuredPart | WrittenPart | Block;

/** Rows, and the errors of slices. */
export type SliceMeasures = {
  readonly size: Float64Array;
  readonly sumError: Float64Array;
  readonly sumSquares: Float64Array;
  readonly maxError: Float64Array;
  /** Whether each error was 0 or 1. */
  readonly errors: 'zero-one' | 'real';
};

/** As its part asks; nothing of a `WrittenPart`. */
export type PartAnswer = SliceMeasures | LevelFindings | void;

/** What all must know first, and then parts that any may do, in any order, beside each other. */
export type SliceStep = {
  readonly setup?: SliceSetup;
  readonly parts: readonly SlicePart[];
  /** What the program has to do besides; whoever runs it calls this once, best while others do the parts. */
  readonly meanwhile?: () => void;
};

/** Yields steps and takes the answers of their parts, in the order of the parts, until it has its own. */
export type SliceProgram<Answer> = Generator<
  SliceStep,
  Answer,
  readonly PartAnswer[]
>;

/** One who does the parts of a program. */
export type SliceWorker = {
  take(setup: SliceSetup): void;
  answer(part: SlicePart): PartAnswer;
};

/** Runs a program by one worker. */
export function runBy<Answer>(
  worker: SliceWorker,
  program: SliceProgram<Answer>,
): Answer {
  let step = program.next();
  while (!step.done) {
    const { setup, parts, meanwhile } = step.value;
    if (setup) worker.take(setup);
    meanwhile?.();
    step = program.next(parts.map(part => worker.answer(part)));
  }
  return step.value;
}

export function* askMeasures(
  parts: readonly MeasuredPart[],
): SliceProgram<readonly SliceMeasures[]> {
  return (yield { parts }) as readonly SliceMeasures[];
}

export function* askBlocks(
  parts: readonly Block[],
  meanwhile: () => void,
): SliceProgram<readonly LevelFindings[]> {
  return (yield { parts, meanwhile }) as readonly LevelFindings[];
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
