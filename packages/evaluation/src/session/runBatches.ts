import { ModelError } from '../ModelError';
import type { ModelFacts, TensorFacts } from '../readModel';
import { type ElementType, elementTypeOf } from './elementTypes';
import type { InputBatch, OutputValues, PreparedInput } from './InputBatch';
import { OutputCollector } from './OutputCollector';
import { shapeOf } from './shapeOf';

/** One input of one batch, of the type and shape that the model takes. */
export type Fed = {
  readonly name: string;
  readonly type: ElementType;
  readonly values: PreparedInput['values'];
  readonly shape: readonly number[];
};
/** One output of one batch. */
export type Made = {
  readonly data: ArrayLike<unknown>;
  readonly dims: readonly number[];
};

/** Runs one batch; `too-large` where fewer rows may do. */
export type RunBatch = (
  feeds: readonly Fed[],
) => Promise<Readonly<Record<string, Made>> | 'too-large'>;

type Facts = Pick<ModelFacts, 'file' | 'inputs'>;

/**
 * Runs prepared rows in batches of at most so many rows, fewer where a batch
 * was too large, or of the number that the model fixes, the last one filled up.
 *
 * @returns by name of the output: rows x its width
 * @throws ModelError where an input is not fed, or shapes or values do not fit
 */
export async function runBatches(
  facts: Facts,
  batch: InputBatch,
  outputs: readonly string[],
  {
    mostRows,
    atOnce,
    runBatch,
  }: {
    readonly mostRows: number;
    /** Batches that are asked for together. */
    readonly atOnce: number;
    readonly runBatch: RunBatch;
  },
): Promise<ReadonlyMap<string, OutputValues>> {
  assertFed(facts, batch);
  const fixedRows = fixedRowsOf(facts);
  const collectors = new Map(
    outputs.map(name => [name, new OutputCollector(batch.rows)]),
  );
  let step = fixedRows ?? mostRows;
  for (let start = 0; start < batch.rows; ) {
    const queued = queue(start, batch.rows, step, atOnce);
    const answers = await Promise.all(
      queued.map(({ from, rows }) =>
        runBatch(
          facts.inputs.map(input =>
            feed(facts, input, batch, from, rows, fixedRows ?? rows),
          ),
        ),
      ),
    );
    const refused = answers.indexOf('too-large');
    for (const [i, made] of answers.entries()) {
      if (made === 'too-large') break;
      const { from, rows } = queued[i];
      collect(facts, collectors, made, rows, fixedRows ?? rows);
      start = from + rows;
    }
    if (refused < 0) continue;
    const { rows } = queued[refused];
    if (rows === 1 || fixedRows)
      throw errorOf(
        facts,
        `cannot be run on ${rows} rows: they are too large.`,
      );
    step = Math.ceil(rows / 2);
  }
  return new Map(
    [...collectors].map(([name, { collected }]) => [name, collected]),
  );
}

/** The next batches, from a row on. */
function queue(
  start: number,
  end: number,
  step: number,
  atOnce: number,
): { readonly from: number; readonly rows: number }[] {
  const queued = [];
  for (let from = start; from < end && queued.length < atOnce; from += step)
    queued.push({ from, rows: Math.min(step, end - from) });
  return queued;
}

function collect(
  { file }: Facts,
  collectors: ReadonlyMap<string, OutputCollector>,
  made: Readonly<Record<string, Made>>,
  rows: number,
  padded: number,
): void {
  for (const [name, collector] of collectors) {
    try {
      collector.add(made[name], rows, padded);
    } catch (error) {
      throw new ModelError(
        `The output ${name} of ${file} ${(error as Error).message}`,
        file,
      );
    }
  }
}

function feed(
  facts: Facts,
  { name, elementType, shape }: TensorFacts,
  { inputs }: InputBatch,
  start: number,
  rows: number,
  padded: number,
): Fed {
  const type = elementTypeOf(elementType);
  if (!type) {
    throw errorOf(
      facts,
      `takes ${name} as a type (${elementType}) that there are no tensors of here. Export the model with float32 inputs.`,
    );
  }
  const { values, width, shape: prepared } = inputs.get(name)!;
  const part = slice(values, start * width, (start + rows) * width);
  try {
    return {
      name,
      type,
      values: padded === rows ? part : pad(part, padded * width),
      shape: shapeOf(shape, padded, width, prepared),
    };
  } catch (error) {
    throw errorOf(
      facts,
      (error as Error).message,
      facts.inputs.length > 1 ? name : undefined,
    );
  }
}

/** The number of rows that a model fixes. */
function fixedRowsOf(facts: Facts): number | undefined {
  const fixed = new Set(facts.inputs.flatMap(({ shape }) => shape?.[0] ?? []));
  if (fixed.size > 1) {
    throw errorOf(
      facts,
      `fixes its batch at ${[...fixed].join(
        ' and ',
      )} rows. Export it with one number for all inputs, or with a free first dimension.`,
    );
  }
  return [...fixed][0];
}

function assertFed(facts: Facts, { inputs }: InputBatch): void {
  const names = facts.inputs.map(({ name }) => name);
  const hungry = names.filter(name => !inputs.has(name));
  if (hungry.length > 0) {
    throw errorOf(
      facts,
      `takes ${hungry.join(
        ', ',
      )}, which no step of the preprocessing feeds. Name the input in a step (input).`,
    );
  }
  const stray = [...inputs.keys()].filter(name => !names.includes(name));
  if (stray.length > 0) {
    throw errorOf(
      facts,
      `has no input ${stray.join(
        ', ',
      )}, which a step of the preprocessing feeds. It has ${names.join(', ')}.`,
    );
  }
}

function errorOf({ file }: Facts, what: string, input?: string): ModelError {
  return new ModelError(
    `${input ? `The input ${input} of ${file}` : file} ${what}`,
    file,
  );
}

function slice(
  values: PreparedInput['values'],
  from: number,
  to: number,
): PreparedInput['values'] {
  return Array.isArray(values)
    ? values.slice(from, to)
    : values.subarray(from, to);
}

/** Filled up by what a tensor holds of itself: zeros, or empty texts. */
function pad(
  part: PreparedInput['values'],
  length: number,
): PreparedInput['values'] {
  if (Array.isArray(part))
    return [...part, ...new Array<string>(length - part.length).fill('')];
  const padded =
    part instanceof Float32Array
      ? new Float32Array(length)
      : new Float64Array(length);
  padded.set(part);
  return padded;
}
