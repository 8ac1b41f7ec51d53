import {
  findSlices,
  mergeMeasures,
  SliceRows,
} from '@greenroom/error-analysis';
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

/**
 * A thread is worth starting for so many rows. Of fewer, gathering a pair and
 * judging it takes longer than counting it, however many features there are: two
 * threads were slower than one at 100,000 rows, and faster at three million.
 */
const ROWS_WORTH_A_THREAD = 1_000_000;

export function threadsFor(rows: number): number {
  const worth = Math.floor(rows / ROWS_WORTH_A_THREAD);
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
      const { meanwhile, ...task } = step.value;
      const asked = this.#others.map(thread => thread.measure(task));
      rows ??= new SliceRows(own);
      meanwhile?.();
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

/** Gathering and judging a pair takes about as long as counting it in so many rows. */
const ROWS_WORTH_A_PAIR = 15_000;
/** Whatever it has to do besides, this thread measures too. */
const LEAST_OWN_SHARE = 0.1;

/** Of the rows, the share that this thread measures: it runs the program besides, and all should be ready together. */
export function ownShare(rows: number, threads: number): number {
  const others = threads - 1;
  return Math.max(
    Math.min(LEAST_OWN_SHARE, 1 / threads),
    (1 - (others * ROWS_WORTH_A_PAIR) / Math.max(rows, 1)) / threads,
  );
}

/** That of this thread first. */
function shardsOf(table: SliceTable, threads: number): SliceTable[] {
  const n = table.errors.length;
  const own = threads === 1 ? n : Math.floor(ownShare(n, threads) * n);
  const others = Math.max(1, threads - 1);
  const startOf = (shard: number) =>
    shard === 0 ? 0 : own + Math.floor(((shard - 1) * (n - own)) / others);
  return Array.from({ length: threads }, (_, shard) => {
    const start = startOf(shard);
    const end = shard + 1 === threads ? n : startOf(shard + 1);
    return {
      codes: table.codes.map(column => column.subarray(start, end)),
      cardinalities: table.cardinalities,
      errors: table.errors.subarray(start, end),
    };
  });
}

/** Rows and features that are enough for every loop of a search to be compiled. */
const WARM = { rows: 50_000, features: 6, codes: 5 } as const;

/**
 * Searches a small made table, so that the search is compiled by the time that a
 * shard comes: until then the thread would have nothing to do.
 */
function warmUp(): void {
  const { rows, features, codes } = WARM;
  findSlices({
    codes: Array.from({ length: features }, (_, f) =>
      Int32Array.from({ length: rows }, (__, row) => (row >> f) % codes),
    ),
    cardinalities: new Array<number>(features).fill(codes),
    errors: Float64Array.from({ length: rows }, (_, row) =>
      row % 7 === 0 ? 1 : 0,
    ),
  });
}

/** What is handed over rather than copied. */
function buffersOf(measures: SliceMeasures): ArrayBuffer[] {
  const { size, sumError, sumSquares, maxError } = measures;
  return [size, sumError, sumSquares, maxError].map(
    ({ buffer }) => buffer as ArrayBuffer,
  );
}

/** What a thread does. */
function serve(port: MessagePort): void {
  warmUp();
  let shard: SliceTable | undefined;
  let rows: SliceRows | undefined;
  port.on('message', (asked: Asked) => {
    if (!('kind' in asked)) {
      shard = asked;
      return;
    }
    const say = (reply: Reply, moved: readonly ArrayBuffer[]) =>
      port.postMessage(reply, moved);
    try {
      rows ??= new SliceRows(shard!);
      const measures = rows.measure(asked);
      say({ kind: 'measured', measures }, buffersOf(measures));
    } catch (error) {
      say({ kind: 'failed', message: (error as Error).message }, []);
    }
  });
}

if (!isMainThread && parentPort && workerData?.role === ROLE) serve(parentPort);
