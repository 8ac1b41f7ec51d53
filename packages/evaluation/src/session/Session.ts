import { InferenceSession, type Tensor } from 'onnxruntime-node';
import { ModelError } from '../ModelError';
import type { ModelFacts, TensorFacts } from '../readModel';
import { batchRows } from './batchRows';
import { elementTypeOf } from './elementTypes';
import type { InputBatch, OutputValues, PreparedInput } from './InputBatch';
import { OutputCollector } from './OutputCollector';
import { shapeOf } from './shapeOf';
import { toTensor } from './toTensor';

/** What the runtime says where a batch asks for more memory than there is. */
const OUT_OF_MEMORY = /bad_alloc|bad allocation|failed to allocate/i;

/** An open model. `run` blocks its thread: use it in a process of its own. */
export class Session {
  private constructor(
    private readonly session: InferenceSession,
    private readonly facts: ModelFacts,
  ) {}

  /** @throws ModelError where the runtime refuses the model */
  static async open(file: string, facts: ModelFacts): Promise<Session> {
    try {
      const session = await InferenceSession.create(file, {
        intraOpNumThreads: 1,
        interOpNumThreads: 1,
        executionMode: 'sequential',
        logSeverityLevel: 3,
      });
      return new Session(session, facts);
    } catch (error) {
      throw new ModelError(
        `${facts.file} cannot be opened by ONNX Runtime: ${
          (error as Error).message
        }`,
        facts.file,
      );
    }
  }

  /**
   * Runs prepared rows in batches: of at most 1,024 rows, fewer where rows are
   * wide or memory is short, or of the number that the model fixes, the last
   * one filled up.
   *
   * @param outputs - what is fetched: maps and sequences (ZipMap) cannot be
   * @returns by name of the output: rows x its width
   * @throws ModelError where an input is not fed, or shapes or values do not fit
   */
  async run(
    batch: InputBatch,
    outputs: readonly string[],
  ): Promise<ReadonlyMap<string, OutputValues>> {
    this.#assertFed(batch);
    const fixedRows = this.#fixedRows();
    const collectors = new Map(
      outputs.map(name => [name, new OutputCollector(batch.rows)]),
    );
    let step = fixedRows ?? batchRows(batch);
    for (let start = 0; start < batch.rows; ) {
      const rows = Math.min(step, batch.rows - start);
      const padded = fixedRows ?? rows;
      const feeds = this.#feeds(batch, start, rows, padded);
      const results = await this.#try(feeds, outputs);
      if (results instanceof Error) {
        const isTooLarge = OUT_OF_MEMORY.test(results.message);
        if (!isTooLarge || rows === 1 || fixedRows)
          throw this.#error(
            `cannot be run on these inputs: ${results.message}`,
          );
        step = Math.ceil(rows / 2);
        continue;
      }
      for (const [name, collector] of collectors)
        this.#collect(collector, name, results[name], rows, padded);
      start += rows;
    }
    return new Map(
      [...collectors].map(([name, { collected }]) => [name, collected]),
    );
  }

  async close(): Promise<void> {
    await this.session.release();
  }

  async #try(
    feeds: Record<string, Tensor>,
    outputs: readonly string[],
  ): Promise<InferenceSession.OnnxValueMapType | Error> {
    try {
      return await this.session.run(feeds, [...outputs]);
    } catch (error) {
      return error as Error;
    }
  }

  #feeds(
    { inputs }: InputBatch,
    start: number,
    rows: number,
    padded: number,
  ): Record<string, Tensor> {
    return Object.fromEntries(
      this.facts.inputs.map(facts => [
        facts.name,
        this.#feed(facts, inputs.get(facts.name)!, start, rows, padded),
      ]),
    );
  }

  #feed(
    { name, elementType, shape }: TensorFacts,
    { values, width, shape: prepared }: PreparedInput,
    start: number,
    rows: number,
    padded: number,
  ): Tensor {
    const type = elementTypeOf(elementType);
    if (!type) {
      throw this.#error(
        `takes ${name} as a type (${elementType}) that the runtime has no tensors of. Export the model with float32 inputs.`,
      );
    }
    const part = slice(values, start * width, (start + rows) * width);
    try {
      return toTensor(
        type,
        padded === rows ? part : pad(part, padded * width),
        shapeOf(shape, padded, width, prepared),
      );
    } catch (error) {
      throw this.#error(
        `${(error as Error).message}`,
        this.facts.inputs.length > 1 ? name : undefined,
      );
    }
  }

  #collect(
    collector: OutputCollector,
    name: string,
    result: InferenceSession.OnnxValueMapType[string],
    rows: number,
    padded: number,
  ): void {
    try {
      collector.add(result as Tensor, rows, padded);
    } catch (error) {
      throw new ModelError(
        `The output ${name} of ${this.facts.file} ${(error as Error).message}`,
        this.facts.file,
      );
    }
  }

  /** The number of rows that the model fixes. */
  #fixedRows(): number | undefined {
    const fixed = new Set(
      this.facts.inputs.flatMap(({ shape }) => shape?.[0] ?? []),
    );
    if (fixed.size > 1) {
      throw this.#error(
        `fixes its batch at ${[...fixed].join(
          ' and ',
        )} rows. Export it with one number for all inputs, or with a free first dimension.`,
      );
    }
    return [...fixed][0];
  }

  #assertFed({ inputs }: InputBatch): void {
    const names = this.facts.inputs.map(({ name }) => name);
    const hungry = names.filter(name => !inputs.has(name));
    if (hungry.length > 0) {
      throw this.#error(
        `takes ${hungry.join(
          ', ',
        )}, which no step of the preprocessing feeds. Name the input in a step (input).`,
      );
    }
    const stray = [...inputs.keys()].filter(name => !names.includes(name));
    if (stray.length > 0) {
      throw this.#error(
        `has no input ${stray.join(
          ', ',
        )}, which a step of the preprocessing feeds. It has ${names.join(
          ', ',
        )}.`,
      );
    }
  }

  #error(what: string, input?: string): ModelError {
    const { file } = this.facts;
    return new ModelError(
      `${input ? `The input ${input} of ${file}` : file} ${what}`,
      file,
    );
  }
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
