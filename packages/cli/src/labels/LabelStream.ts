import os from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { Progress } from '../Progress';
import { UsageError } from '../UsageError';
import { PassAccumulator, PassKind, PassQuestion, startPass } from './passes';
import type { Predictions } from './PredictionRows';
import { passOver, Shard, ShardTask } from './shard';
import type { ShardMessage } from './shardWorker';

/** Fewer values than this (32 MB) are done before another thread has begun. */
const VALUES_PER_SHARD = 4 * 1024 * 1024;
/** Each thread has a chunk and its part of the result in memory. */
const MOST_SHARDS = 4;

export type LabelledPredictions = {
  readonly labels: Int32Array;
  readonly classes: number;
  readonly predictions: Predictions;
};

/**
 * Labels with predictions that stay in their files: passes over them go chunk by
 * chunk, over several threads where there are many.
 */
export class LabelStream {
  readonly #shards: readonly Shard[];
  #workers: Worker[] = [];

  constructor(
    private readonly input: LabelledPredictions,
    private readonly options: { readonly signal?: AbortSignal } = {},
  ) {
    const { labels, classes } = input;
    const count = Math.min(
      MOST_SHARDS,
      os.availableParallelism(),
      Math.ceil((labels.length * classes) / VALUES_PER_SHARD),
    );
    const size = Math.ceil(labels.length / count);
    this.#shards = Array.from({ length: count }, (_, i) => ({
      firstRow: i * size,
      labels: labels.slice(i * size, (i + 1) * size),
      classes,
    }));
    options.signal?.addEventListener('abort', () => this.close());
  }

  /**
   * Goes over all rows once.
   *
   * @param predictions - others than those of the stream
   * @throws UsageError naming row and column of what cannot be used; what the signal was aborted with
   */
  async run<Kind extends PassKind>(
    kind: Kind,
    question: PassQuestion<Kind>,
    predictions: Predictions = this.input.predictions,
  ): Promise<{
    readonly accumulator: PassAccumulator<Kind>;
    readonly renormalised: number;
  }> {
    this.options.signal?.throwIfAborted();
    const progress = new Progress(kind, this.input.labels.length);
    let rows = 0;
    const tell = (more: number) => {
      rows += more;
      progress.at(rows);
    };
    const task = { kind, question, predictions };
    try {
      return await (this.#isInline(predictions)
        ? this.#here(task, tell)
        : this.#overThreads(task, tell));
    } finally {
      progress.end();
    }
  }

  /** Ends its threads. */
  close(): void {
    for (const worker of this.#workers) worker.terminate();
    this.#workers = [];
  }

  #isInline({ sources }: Predictions): boolean {
    return (
      this.#shards.length === 1 || sources.some(({ kind }) => kind === 'memory')
    );
  }

  async #here<Kind extends PassKind>(
    task: ShardTask<Kind>,
    tell: (rows: number) => void,
  ) {
    const { labels, classes } = this.input;
    try {
      const pass = passOver({ firstRow: 0, labels, classes }, task);
      let step = pass.next();
      while (!step.done) {
        tell(step.value);
        await setImmediate();
        this.options.signal?.throwIfAborted();
        step = pass.next();
      }
      return step.value;
    } catch (error) {
      throw error instanceof RangeError ? new UsageError(error.message) : error;
    }
  }

  async #overThreads<Kind extends PassKind>(
    task: ShardTask<Kind>,
    tell: (rows: number) => void,
  ) {
    if (this.#workers.length === 0) {
      this.#workers = this.#shards.map(
        shard =>
          new Worker(require.resolve('./shardWorker'), { workerData: shard }),
      );
    }
    const results = await Promise.all(
      this.#workers.map(worker => answerOf(worker, task, tell)),
    );
    this.options.signal?.throwIfAborted();
    const accumulator = startPass(task.kind, task.question);
    for (const { part } of results) accumulator.merge(part as never);
    return {
      accumulator,
      renormalised: results.reduce((sum, each) => sum + each.renormalised, 0),
    };
  }
}

function answerOf(
  worker: Worker,
  task: ShardTask,
  tell: (rows: number) => void,
): Promise<Extract<ShardMessage, { kind: 'done' }>> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error('The work was stopped.'));
    const listen = (message: ShardMessage) => {
      if (message.kind === 'progress') {
        tell(message.rows);
        return;
      }
      worker.off('message', listen).off('error', reject).off('exit', ended);
      if (message.kind === 'done') resolve(message);
      else reject(new UsageError(message.message));
    };
    worker.on('message', listen).on('error', reject).on('exit', ended);
    worker.postMessage(task);
  });
}
