import { setImmediate } from 'node:timers/promises';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { ModelError } from './ModelError';
import type { ModelFacts } from './readModel';

/** Rows a batch, unless the model fixes another number. */
export const BATCH_ROWS = 1024;

/** Models that fix their batch at one row would else yield at each row. */
const YIELD_BATCHES = 16;

/** An open model. `run` blocks its thread: use it in a process of its own. */
export class Session {
  private constructor(
    private readonly session: InferenceSession,
    private readonly facts: ModelFacts,
    private readonly contract: {
      readonly input: string;
      readonly output: string;
    },
  ) {}

  /** @throws ModelError where the runtime refuses the model */
  static async open(
    file: string,
    facts: ModelFacts,
    contract: { readonly input: string; readonly output: string },
  ): Promise<Session> {
    try {
      const session = await InferenceSession.create(file, {
        intraOpNumThreads: 1,
        interOpNumThreads: 1,
        executionMode: 'sequential',
        logSeverityLevel: 3,
      });
      return new Session(session, facts, contract);
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
   * Runs prepared rows in batches.
   *
   * @param inputs - n x width
   * @param outputWidth - numbers a row that the output must have
   * @returns n x outputWidth
   * @throws ModelError where shapes do not fit
   */
  async run(
    inputs: Float32Array,
    width: number,
    outputWidth: number,
    onProgress: (fraction: number) => void = () => {},
  ): Promise<Float32Array> {
    const n = inputs.length / width;
    const out = new Float32Array(n * outputWidth);
    const fixedRows = this.#inputShape()[0];
    const step = fixedRows ?? BATCH_ROWS;
    for (let start = 0; start < n; start += step) {
      const rows = Math.min(step, n - start);
      const result = await this.#batch(
        inputs,
        start,
        rows,
        fixedRows ?? rows,
        width,
      );
      const expected = (fixedRows ?? rows) * outputWidth;
      if (result.length !== expected) {
        throw new ModelError(
          `The output ${this.contract.output} of ${this.facts.file} has ${
            result.length / (fixedRows ?? rows)
          } numbers a row; the manifest names ${outputWidth} classes.`,
          this.facts.file,
        );
      }
      out.set(result.subarray(0, rows * outputWidth), start * outputWidth);
      onProgress((start + rows) / n);
      // Lets timers and signals through, which a batch holds back.
      if ((start / step) % YIELD_BATCHES === 0) await setImmediate();
    }
    return out;
  }

  async close(): Promise<void> {
    await this.session.release();
  }

  async #batch(
    inputs: Float32Array,
    start: number,
    rows: number,
    batchRows: number,
    width: number,
  ): Promise<Float32Array> {
    const data = new Float32Array(batchRows * width);
    data.set(inputs.subarray(start * width, (start + rows) * width));
    const tensor = new Tensor(
      'float32',
      data,
      this.#shapeFor(batchRows, width),
    );
    try {
      const results = await this.session.run(
        { [this.contract.input]: tensor },
        [this.contract.output],
      );
      return Float32Array.from(
        results[this.contract.output].data as Float32Array,
      );
    } catch (error) {
      throw new ModelError(
        `${this.facts.file} cannot be run on these inputs: ${
          (error as Error).message
        }`,
        this.facts.file,
      );
    }
  }

  #inputShape(): readonly (number | null)[] {
    return (
      this.facts.inputs.find(({ name }) => name === this.contract.input)
        ?.shape ?? [null, null]
    );
  }

  /** The declared shape, its first dimension the batch and one free one filled. */
  #shapeFor(rows: number, width: number): number[] {
    const [, ...inner] = this.#inputShape();
    const known = inner.reduce<number>(
      (product, size) => product * (size ?? 1),
      1,
    );
    const free = inner.filter(size => size === null).length;
    if (free > 1 || (free === 0 && known !== width) || width % known !== 0) {
      throw new ModelError(
        `${this.facts.file} takes ${inner
          .map(size => size ?? '?')
          .join(
            ' x ',
          )} numbers a row; the preprocessing makes ${width}. Correct its steps.`,
        this.facts.file,
      );
    }
    return [rows, ...inner.map(size => size ?? width / known)];
  }
}
