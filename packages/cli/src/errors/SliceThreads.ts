import { mergeMeasures, SliceRows } from '@greenroom/error-analysis';
import type {
  SliceMeasures,
  SliceProgram,
  SliceTable,
  SliceTask,
} from '@greenroom/error-analysis';
import os from 'node:os';
import {
  isMainThread,
  MessagePort,
  parentPort,
  Worker,
  workerData,
} from 'node:worker_threads';

const ROLE = 'measure slices';
type Asked = SliceTable | SliceTask;
type Reply =
  | { readonly kind: 'measured'; readonly measures: SliceMeasures }
  | { readonly kind: 'failed'; readonly message: string };

/** Cells that are counted before a thread would have started. */
const CELLS_WORTH_A_THREAD = 5_000_000;

export function threadsFor(features: number, rows: number): number {
  const worth = Math.floor((features * rows) / CELLS_WORTH_A_THREAD);
  return Math.max(1, Math.min(worth, os.availableParallelism()));
}

/** A thread that is given its shard and then asked one thing at a time. */
class ShardThread {
  readonly #worker: Worker;
  #resolve: (measures: SliceMeasures) => void = () => {};
  #reject: (error: Error) => void = () => {};

  constructor() {
    // Required rather than named as the entry, so that hooks of --require see it.
    this.#worker = new Worker(`require(${JSON.stringify(__filename)})`, {
      eval: true,
      workerData: { role: ROLE },
    });
    this.#worker.on('message', (reply: Reply) =>
      reply.kind === 'measured'
        ? this.#resolve(reply.measures)
        : this.#reject(new RangeError(reply.message)),
    );
    this.#worker.on('error', error => this.#reject(error));
    this.#worker.on('exit', () =>
      this.#reject(new Error('A thread ended too early.')),
    );
  }

  take(shard: SliceTable): void {
    this.#worker.postMessage(shard satisfies Asked);
  }

  measure(task: SliceTask): Promise<SliceMeasures> {
    const measured = new Promise<SliceMeasures>((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // It is waited for later; a failure meanwhile is not unhandled.
    measured.catch(() => {});
    this.#worker.postMessage(task satisfies Asked);
    return measured;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}

/**
 * Threads that search rows together, this one among them. The others start at
 * once: they are up by the time that the table is read.
 */
export class SliceThreads {
  readonly #others: readonly ShardThread[];

  constructor(threads: number) {
    this.#others = Array.from({ length: threads - 1 }, () => new ShardThread());
  }

  /**
   * Runs a program over as many shards of the rows as there are threads. The
   * table must lie in shared memory.
   *
   * @throws RangeError as the program and the shards do
   */
  async run<Answer>(
    table: SliceTable,
    program: SliceProgram<Answer>,
  ): Promise<Answer> {
    const [own, ...shards] = shardsOf(table, this.#others.length + 1);
    this.#others.forEach((thread, i) => thread.take(shards[i]));
    let rows: SliceRows | undefined;
    let step = program.next();
    while (!step.done) {
      const task = step.value;
      const asked = this.#others.map(thread => thread.measure(task));
      rows ??= new SliceRows(own);
      const mine = rows.measure(task);
      const theirs = await Promise.all(asked);
      step = program.next(theirs.reduce(mergeMeasures, mine));
    }
    return step.value;
  }

  async end(): Promise<void> {
    await Promise.all(this.#others.map(thread => thread.end()));
  }
}

function shardsOf(table: SliceTable, threads: number): SliceTable[] {
  const n = table.errors.length;
  return Array.from({ length: threads }, (_, shard) => {
    const start = Math.floor((shard * n) / threads);
    const end = Math.floor(((shard + 1) * n) / threads);
    return {
      codes: table.codes.map(column => column.subarray(start, end)),
      cardinalities: table.cardinalities,
      errors: table.errors.subarray(start, end),
    };
  });
}

/** What a thread does. */
function serve(port: MessagePort): void {
  let shard: SliceTable | undefined;
  let rows: SliceRows | undefined;
  port.on('message', (asked: Asked) => {
    if (!('kind' in asked)) {
      shard = asked;
      return;
    }
    const say = (reply: Reply) => port.postMessage(reply);
    try {
      rows ??= new SliceRows(shard!);
      say({ kind: 'measured', measures: rows.measure(asked) });
    } catch (error) {
      say({ kind: 'failed', message: (error as Error).message });
    }
  });
}

if (!isMainThread && parentPort && workerData?.role === ROLE) serve(parentPort);
