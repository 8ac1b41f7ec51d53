import { InferenceSession, type Tensor } from 'onnxruntime-node';
import { ModelError } from '../ModelError';
import type { ModelFacts } from '../readModel';
import { batchRows } from './batchRows';
import type { InputBatch, OutputValues } from './InputBatch';
import { type Fed, runBatches } from './runBatches';
import { toTensor } from './toTensor';

/** What the runtime says where a batch asks for more memory than there is. */
const OUT_OF_MEMORY = /bad_alloc|bad allocation|failed to allocate/i;

/** The runtime waits for a turn of the event loop before each batch: these wait for one together. */
const QUEUED_BATCHES = 8;

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
    return runBatches(this.facts, batch, outputs, {
      mostRows: batchRows(batch),
      atOnce: QUEUED_BATCHES,
      runBatch: feeds => this.#runBatch(feeds, outputs),
    });
  }

  async close(): Promise<void> {
    await this.session.release();
  }

  async #runBatch(feeds: readonly Fed[], outputs: readonly string[]) {
    const { file } = this.facts;
    const tensors = this.#tensorsOf(feeds);
    try {
      const made = await this.session.run(tensors, [...outputs]);
      return made as Readonly<Record<string, Tensor>>;
    } catch (error) {
      const { message } = error as Error;
      if (OUT_OF_MEMORY.test(message)) return 'too-large';
      throw new ModelError(
        `${file} cannot be run on these inputs: ${message}`,
        file,
      );
    }
  }

  #tensorsOf(feeds: readonly Fed[]): Record<string, Tensor> {
    const tensors: Record<string, Tensor> = {};
    for (const { name, type, values, shape } of feeds) {
      try {
        tensors[name] = toTensor(type, values, shape);
      } catch (error) {
        throw new ModelError(
          `The input ${name} of ${this.facts.file} ${(error as Error).message}`,
          this.facts.file,
        );
      }
    }
    return tensors;
  }
}
