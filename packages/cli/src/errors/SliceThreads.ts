import {
  createSliceMemory,
  findSlices,
  foreseeRows,
  runBy,
  SliceRows,
} from '@greenroom/error-analysis';
import type {
  Foreseen,
  PartAnswer,
  SlicePart,
  SliceProgram,
  SliceSetup,
  SliceTable,
  Sharing,
} from '@greenroom/error-analysis';
import os from 'node:os';
import {
  isMainThread,
  MessagePort,
  parentPort,
  Worker,
  workerData,
} from 'node:worker_threads';

const ROLE = 'search slices';

/** What a thread is told and asked, in this order. */
type Asked =
  | {
      readonly kind: 'table';
      readonly table: SliceTable;
      readonly sharing: Sharing;
    }
  | {
      readonly kind: 'setup';
      readonly setup: SliceSetup;
      readonly memory?: WebAssembly.Memory;
    }
  | ({ readonly kind: 'foresee' } & Foreseeable)
  | ({ readonly kind: 'parts' } & SharedParts);

type Foreseeable = {
  readonly errors: Float64Array;
  readonly cardinalities: readonly number[];
  readonly workers: number;
};

/** Parts that threads take from without asking this one, which may be busy. */
type SharedParts = {
  readonly parts: readonly SlicePart[];
  /** How many are taken; in shared memory. */
  readonly taken: Int32Array;
};

type Reply =
  | { readonly kind: 'foreseen'; readonly foreseen: Foreseen | undefined }
  | ({ readonly kind: 'took' } & Taken);

/** Of the parts that a thread took. */
type Taken = {
  readonly answers: readonly (readonly [at: number, answer: PartAnswer])[];
  readonly failure?: { readonly at: number; readonly message: string };
};

/** Threads are worth starting for so many values each: a search of fewer ends before it is worth being cut. */
const VALUES_WORTH_A_THREAD = 10_000_000;

export function threadsFor(rows: number, columns: number): number {
  const worth = Math.floor((rows * columns) / VALUES_WORTH_A_THREAD);
  return Math.max(1, Math.min(worth, os.availableParallelism()));
}

/** A memory of so many bytes: the one that is there, where it has them. */
function enough(
  memory: WebAssembly.Memory | undefined,
  bytes: number,
): WebAssembly.Memory {
  return memory && memory.buffer.byteLength >= bytes
    ? memory
    : createSliceMemory(bytes);
}

/** A thread that is told what is known, and then takes parts. */
class SearchThread {
  readonly #worker: Worker;
  #resolve: (taken: Taken) => void = () => {};
  #foreseen: (foreseen: Foreseen | undefined) => void = () => {};
  #reject: (error: Error) => void = () => {};

  constructor() {
    // Required rather than named as the entry, so that hooks of --require see it.
    this.#worker = new Worker(`require(${JSON.stringify(__filename)})`, {
      eval: true,
      workerData: { role: ROLE },
    });
    this.#worker.on('message', (reply: Reply) =>
      reply.kind === 'took'
        ? this.#resolve(reply)
        : this.#foreseen(reply.foreseen),
    );
    this.#worker.on('error', error => this.#fail(error));
    this.#worker.on('exit', () =>
      this.#fail(new Error('A thread ended too early.')),
    );
  }

  #fail(error: Error): void {
    this.#foreseen(undefined);
    this.#reject(error);
  }

  /** Nothing where the thread could not: whoever searches is told why. */
  foresee(asked: Foreseeable): Promise<Foreseen | undefined> {
    return new Promise(resolve => {
      this.#foreseen = resolve;
      this.tell({ kind: 'foresee', ...asked });
    });
  }

  tell(asked: Exclude<Asked, { kind: 'parts' }>): void {
    this.#worker.postMessage(asked);
  }

  take(shared: SharedParts): Promise<Taken> {
    return new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
      this.#worker.postMessage({ kind: 'parts', ...shared } satisfies Asked);
    });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}

/**
 * Threads that search the same rows together; of one, the search stays in this.
 * They start at once: they are up by the time that the table is read.
 */
export class SliceThreads {
  readonly #threads: readonly SearchThread[];
  /** What one of them found out while the rest of the table was read. */
  #foreseen: Promise<Foreseen | undefined> | undefined;

  constructor(threads: number) {
    this.#threads = Array.from(
      { length: threads > 1 ? threads : 0 },
      () => new SearchThread(),
    );
  }

  /** Has one of them do what it can before the codes of a table are there. */
  foresee(errors: Float64Array, cardinalities: readonly number[]): void {
    const workers = this.#threads.length;
    this.#foreseen = this.#threads[0]?.foresee({
      ...{ errors, cardinalities, workers },
    });
  }

  /**
   * Runs a program over a table, which must lie in shared memory.
   *
   * @throws RangeError as the program and `SliceRows` do
   */
  async run<Answer>(
    table: SliceTable,
    program: SliceProgram<Answer>,
  ): Promise<Answer> {
    const workers = this.#threads.length;
    if (workers === 0) return runBy(new SliceRows(table), program);
    const foreseen = await this.#foreseen;
    // Memory is clean but once.
    this.#foreseen = undefined;
    const rows = new SliceRows(table, {
      ...{ worker: 0, workers, flags: foreseen?.flags },
    });
    const { flags } = rows;
    this.#threads.forEach((thread, worker) =>
      thread.tell({
        ...{ kind: 'table', table, sharing: { worker, workers, flags } },
      }),
    );
    let step = program.next();
    while (!step.done) {
      const { setup, parts, meanwhile } = step.value;
      if (setup) this.#tell(setup, rows, foreseen?.memory);
      step = program.next(await this.#share(parts, meanwhile));
    }
    return step.value;
  }

  async end(): Promise<void> {
    await Promise.all(this.#threads.map(thread => thread.end()));
  }

  #tell(
    setup: SliceSetup,
    rows: SliceRows,
    foreseen: WebAssembly.Memory | undefined,
  ): void {
    const memory =
      setup.kind === 'keep'
        ? enough(foreseen, rows.bytesFor(setup.singles))
        : undefined;
    for (const thread of this.#threads)
      thread.tell({ kind: 'setup', setup, memory });
  }

  /** Of several parts that fail, the first is told. */
  async #share(
    parts: readonly SlicePart[],
    meanwhile?: () => void,
  ): Promise<readonly PartAnswer[]> {
    const taken = new Int32Array(new SharedArrayBuffer(4));
    const replying = Promise.all(
      this.#threads.map(thread => thread.take({ parts, taken })),
    );
    meanwhile?.();
    const replies = await replying;
    const [first] = replies
      .flatMap(({ failure }) => failure ?? [])
      .sort((a, b) => a.at - b.at);
    if (first) throw new RangeError(first.message);
    const answers = new Array<PartAnswer>(parts.length);
    for (const reply of replies)
      for (const [at, answer] of reply.answers) answers[at] = answer;
    return answers;
  }
}

/** Two made tables, of many rows and of many pairs: enough for every loop of a search to be compiled. */
const WARM = [
  { rows: 50_000, features: 6, codes: 5, maxLevel: 3 },
  { rows: 1_000, features: 120, codes: 4, maxLevel: 2 },
] as const;

/**
 * Searches small made tables, so that the search is compiled by the time that the
 * rows come: until then the thread would have nothing to do.
 */
function warmUp(): void {
  for (const { rows, features, codes, maxLevel } of WARM)
    findSlices({
      codes: Array.from({ length: features }, (_, f) =>
        Int32Array.from({ length: rows }, (__, row) => (row >> f % 8) % codes),
      ),
      cardinalities: new Array<number>(features).fill(codes),
      errors: Float64Array.from({ length: rows }, (_, row) =>
        row % 7 === 0 ? 1 : 0,
      ),
      maxLevel,
    });
}

/** Takes parts until there are none, or one fails. */
function takeParts(
  { parts, taken }: SharedParts,
  answer: (part: SlicePart) => PartAnswer,
): Taken {
  const answers: [number, PartAnswer][] = [];
  for (;;) {
    const at = Atomics.add(taken, 0, 1);
    if (at >= parts.length) return { answers };
    try {
      answers.push([at, answer(parts[at])]);
    } catch (cause) {
      return { answers, failure: { at, message: (cause as Error).message } };
    }
  }
}

/** What a thread does: what fails before a part is told where one is taken. */
function serve(port: MessagePort): void {
  warmUp();
  let rows: SliceRows | undefined;
  let failed: Error | undefined;
  const answer = (part: SlicePart) => {
    if (failed) throw failed;
    return rows?.answer(part);
  };
  const say = (reply: Reply) => port.postMessage(reply);
  port.on('message', (asked: Asked) => {
    try {
      switch (asked.kind) {
        case 'foresee':
          say({ kind: 'foreseen', foreseen: foreseeOrNot(asked) });
          break;
        case 'table':
          rows = new SliceRows(asked.table, asked.sharing);
          break;
        case 'setup':
          rows?.take(asked.setup, asked.memory);
          break;
        default:
          say({ kind: 'took', ...takeParts(asked, answer) });
      }
    } catch (cause) {
      failed = cause as Error;
    }
  });
}

function foreseeOrNot({ errors, cardinalities, workers }: Foreseeable) {
  try {
    return foreseeRows(errors, cardinalities, workers);
  } catch {
    // Errors that are none are refused, with their row, by whoever searches.
    return undefined;
  }
}

if (!isMainThread && parentPort && workerData?.role === ROLE) serve(parentPort);
