import {
  NearestContents,
  NeighbourAccumulator,
  NeighbourGraph,
  neighbourGraph,
  Points,
  tilesOf,
} from '@greenroom/label-quality';
import os from 'node:os';
import {
  isMainThread,
  parentPort,
  Worker,
  workerData,
} from 'node:worker_threads';

type Shard = {
  readonly task: typeof TASK;
  readonly points: Points;
  readonly k: number;
  /** This thread takes every `threads`-th tile from here. */
  readonly offset: number;
  readonly threads: number;
};
type Report =
  | { readonly kind: 'progress'; readonly tiles: number }
  | { readonly kind: 'done'; readonly nearest: NearestContents };

const TASK = 'search neighbours';
/** Multiplications that are done before a thread would have started. */
const WORTH_A_THREAD = 2e9;
const REPORTED_TILES = 16;

/**
 * The nearest rows of each row, the work shared over threads where it is worth
 * them. Points must lie in shared memory.
 *
 * @throws the signal's reason once it is aborted
 */
export async function searchNeighbours(
  points: Points,
  k: number,
  options: {
    readonly threads?: number;
    readonly signal?: AbortSignal;
    onProgress?(tiles: number): void;
  } = {},
): Promise<NeighbourGraph> {
  const { signal, threads = threadsFor(points) } = options;
  signal?.throwIfAborted();
  const accumulator = new NeighbourAccumulator(points, k);
  if (threads <= 1) {
    tilesOf(points).forEach((tile, done) => {
      accumulator.addTile(tile);
      options.onProgress?.(done + 1);
    });
  } else {
    let tiles = 0;
    const searches = Array.from({ length: threads }, (_, offset) =>
      searchShard({ task: TASK, points, k, offset, threads }, signal, more => {
        tiles += more;
        options.onProgress?.(tiles);
      }),
    );
    for (const nearest of await Promise.all(searches))
      accumulator.merge(nearest);
  }
  return neighbourGraph(points, accumulator.finish(), k);
}

function threadsFor({ contents, width }: Points): number {
  const worth = Math.floor((contents * contents * width) / 2 / WORTH_A_THREAD);
  return Math.min(worth, os.availableParallelism());
}

async function searchShard(
  shard: Shard,
  signal: AbortSignal | undefined,
  onTiles: (more: number) => void,
): Promise<NearestContents> {
  // Required rather than named as the entry, so that hooks of --require see it.
  const worker = new Worker(`require(${JSON.stringify(__filename)})`, {
    eval: true,
    workerData: shard,
  });
  const stop = () => worker.terminate();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    return await new Promise((resolve, reject) => {
      worker.on('message', (report: Report) => {
        if (report.kind === 'progress') onTiles(report.tiles);
        else resolve(report.nearest);
      });
      worker.on('error', reject);
      worker.on('exit', () =>
        reject(signal?.reason ?? new Error('A thread ended too early.')),
      );
    });
  } finally {
    signal?.removeEventListener('abort', stop);
    await worker.terminate();
  }
}

/** What a thread does. */
function work({ points, k, offset, threads }: Shard): void {
  const accumulator = new NeighbourAccumulator(points, k);
  const report = (message: Report) => parentPort?.postMessage(message);
  const mine = tilesOf(points).filter((_, i) => i % threads === offset);
  mine.forEach((tile, i) => {
    accumulator.addTile(tile);
    if ((i + 1) % REPORTED_TILES === 0)
      report({ kind: 'progress', tiles: REPORTED_TILES });
  });
  report({ kind: 'progress', tiles: mine.length % REPORTED_TILES });
  report({ kind: 'done', nearest: accumulator.finish() });
}

if (!isMainThread && workerData?.task === TASK) work(workerData as Shard);
