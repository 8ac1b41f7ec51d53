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
type Shard = { readonly role: typeof ROLE; readonly table: SliceTable };
type Reply =
  | { readonly kind: 'measured'; readonly measures: SliceMeasures }
  | { readonly kind: 'failed'; readonly message: string };

/** Cells that are counted before a thread would have started. */
const CELLS_WORTH_A_THREAD = 5_000_000;

export function threadsFor({ codes, errors }: SliceTable): number {
  const worth = Math.floor(
    (codes.length * errors.length) / CELLS_WORTH_A_THREAD,
  );
  return Math.max(1, Math.min(worth, os.availableParallelism()));
}

/** A thread with its shard, asked one thing at a time. */
class ShardThread {
  readonly #worker: Worker;
  #resolve: (measures: SliceMeasures) => void = () => {};
  #reject: (error: Error) => void = () => {};

  constructor(table: SliceTable) {
    const shard: Shard = { role: ROLE, table };
    // Required rather than named as the entry, so that hooks of --require see it.
    this.#worker = new Worker(`require(${JSON.stringify(__filename)})`, {
      eval: true,
      workerData: shard,
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

  measure(task: SliceTask): Promise<SliceMeasures> {
    const measured = new Promise<SliceMeasures>((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // It is waited for later; a failure meanwhile is not unhandled.
    measured.catch(() => {});
    this.#worker.postMessage(task);
    return measured;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}

/**
 * Runs a program over as many shards of the rows as there are threads; this
 * thread is one of them. The table must lie in shared memory.
 *
 * @throws RangeError as the program and the shards do
 */
export async function runOnThreads<Answer>(
  table: SliceTable,
  program: SliceProgram<Answer>,
  threads: number,
): Promise<Answer> {
  const [own, ...others] = shardsOf(table, threads);
  const threadsBeside = others.map(shard => new ShardThread(shard));
  try {
    const rows = new SliceRows(own);
    let step = program.next();
    while (!step.done) {
      const task = step.value;
      const asked = threadsBeside.map(thread => thread.measure(task));
      const mine = rows.measure(task);
      const theirs = await Promise.all(asked);
      step = program.next(theirs.reduce(mergeMeasures, mine));
    }
    return step.value;
  } finally {
    await Promise.all(threadsBeside.map(thread => thread.end()));
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
function serve(port: MessagePort, { table }: Shard): void {
  let rows: SliceRows | undefined;
  port.on('message', (task: SliceTask) => {
    const say = (reply: Reply) => port.postMessage(reply);
    try {
      rows ??= new SliceRows(table);
      say({ kind: 'measured', measures: rows.measure(task) });
    } catch (error) {
      say({ kind: 'failed', message: (error as Error).message });
    }
  });
}

if (!isMainThread && parentPort && workerData?.role === ROLE)
  serve(parentPort, workerData as Shard);
