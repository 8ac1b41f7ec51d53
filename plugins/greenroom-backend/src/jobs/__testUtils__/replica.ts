import path from 'node:path';
import {
  type DatabaseService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import knexFactory, { Knex } from 'knex';
import { DirectoryArtifacts } from '../../artifacts/DirectoryArtifacts';
import type { ComputeTask } from '../../analysis/compute/protocol';
import { createCompute } from '../../compute/createCompute';
import { LocalExecutor } from '../../compute/LocalExecutor';
import { migrate } from '../../database/migrate';
import { JobBroker } from '../JobBroker';
import type { JobContext, Lane } from '../JobKind';
import { JobLogStore } from '../JobLogStore';
import { JobStore } from '../JobStore';

/**
 * A replica of the backend's jobs and nothing else, in a process of its own
 * that proofs start, kill and ask by messages.
 */
export type ReplicaSettings = {
  readonly knex: Knex.Config;
  readonly directory: string;
  readonly leaseSeconds: number;
  readonly workers: Record<Lane, number>;
};

/** A question of a person, or how long the event loop was blocked since the last such question. */
export type ToReplica =
  | {
      readonly ask: readonly number[];
      readonly kind: 'small' | 'work';
      readonly millis: number;
    }
  | { readonly measure: true };
export type FromReplica =
  | { readonly ready: true }
  | { readonly asked: number }
  | Blocked;

/** Turns of the event loop, by the clock and by the processor time that the longest had. */
export type Blocked = {
  readonly longestMillis: number;
  readonly longestOwnMillis: number;
  readonly p99Millis: number;
};

type Payload = { readonly number: number; readonly millis: number };

/** The clock fires that often; what is longer than that was blocked. */
const CLOCK_MILLIS = 5;
const LIMITS = { memoryBytes: 1e9, timeSeconds: 60, diskBytes: 1e9 };
const silent: LoggerService = {
  error: () => {},
  warn: () => {},
  info: () => {},
  debug: () => {},
  child: () => silent,
};

async function main(settings: ReplicaSettings): Promise<void> {
  const knex = await migrate({
    getClient: async () => knexFactory(settings.knex),
  } as DatabaseService);
  const artifacts = new DirectoryArtifacts(
    path.join(settings.directory, 'artifacts'),
  );
  const compute = createCompute(
    new LocalExecutor(LIMITS, {
      worker: require.resolve('../../compute/__testUtils__/worker.js'),
    }),
    { stores: [], folders: [] },
  );
  const broker = new JobBroker(
    new JobStore(knex, settings.leaseSeconds),
    new JobLogStore(knex),
    silent,
    () => {},
  );
  broker.register({
    kind: 'small',
    lane: 'effect',
    run: async ({ payload }: JobContext<Payload>) => payload.number,
  });
  broker.register({
    kind: 'work',
    lane: 'compute',
    run: async ({ payload, ...work }: JobContext<Payload>) =>
      compute({ kind: 'work', ...payload } as unknown as ComputeTask, {
        ...work,
        use: async ({ number }: Payload, outDirectory) => ({
          number,
          artifact: await artifacts.put(path.join(outDirectory, 'answer.json')),
        }),
      }),
  });
  broker.start(settings.workers);
  const blocked = watchBlocks();
  // Its own word: whatever runs TypeScript from source says things too.
  const tell = (said: FromReplica) => process.send!({ replica: said });
  process.on('message', async (said: ToReplica) => {
    if ('ask' in said) {
      for (const number of said.ask)
        await broker.ask({
          kind: said.kind,
          key: `${said.kind} ${number}`,
          payload: { number, millis: said.millis },
        });
      tell({ asked: said.ask.length });
    } else {
      tell(blocked());
    }
  });
  // Whoever started it is gone.
  process.on('disconnect', () => process.exit());
  tell({ ready: true });
}

/**
 * Watches how late a clock strikes. On a machine with other things to do a
 * process also waits for its turn at the processor: what it did itself is at
 * most the processor time of its thread.
 */
function watchBlocks(): () => Blocked {
  let delays: number[] = [];
  let longestOwnMillis = 0;
  let lastMillis = performance.now();
  let lastOwn = process.threadCpuUsage();
  setInterval(() => {
    const now = performance.now();
    const own = process.threadCpuUsage(lastOwn);
    delays.push(Math.max(0, now - lastMillis - CLOCK_MILLIS));
    longestOwnMillis = Math.max(
      longestOwnMillis,
      (own.user + own.system) / 1000,
    );
    lastMillis = now;
    lastOwn = process.threadCpuUsage();
  }, CLOCK_MILLIS);
  return () => {
    delays.sort((a, b) => a - b);
    const found = {
      longestMillis: delays.at(-1) ?? 0,
      longestOwnMillis,
      p99Millis: delays[Math.floor(delays.length * 0.99)] ?? 0,
    };
    delays = [];
    longestOwnMillis = 0;
    return found;
  };
}

main(JSON.parse(process.argv[2]) as ReplicaSettings).catch(error => {
  console.error(error);
  process.exit(1);
});
