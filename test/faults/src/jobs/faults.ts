import { setTimeout } from 'node:timers/promises';
import type { Replica } from '@greenroom/test-bench';
import type { Ledger } from './Ledger';
import type { TcpProxy } from './TcpProxy';
import { workersOf } from './workersOf';

/** What a fault may reach for. */
export type Stage = {
  readonly ledger: Ledger;
  readonly replicas: Replica[];
  readonly leaseSeconds: number;
  startReplica(): Promise<Replica>;
  /** Only with PostgreSQL. */
  readonly server?: { crash(): Promise<void> };
  /** Between the first replica and PostgreSQL. */
  readonly proxy?: TcpProxy;
};

export type Fault = {
  readonly name: string;
  readonly databases: readonly ('pg' | 'better-sqlite3')[];
  /** Does its damage while jobs run; says what it did. */
  run(stage: Stage): Promise<string>;
};

const WORKERS_KILLED = 8;
const CUTS = 12;

/** Every way in which something ends half-way. */
export const FAULTS: readonly Fault[] = [
  {
    name: 'workers killed',
    databases: ['pg', 'better-sqlite3'],
    async run({ ledger, replicas }) {
      let killed = 0;
      while (killed < WORKERS_KILLED && (await ledger.count('queued')) > 0) {
        await setTimeout(150);
        // A job whose workers die three times is at fault itself, by design.
        if ((await ledger.attempts()) > 1) continue;
        const [worker] = workersOf(
          replicas[killed % replicas.length].processId,
        );
        if (worker === undefined) continue;
        process.kill(worker, 'SIGKILL');
        killed += 1;
      }
      return `${killed} workers killed`;
    },
  },
  {
    name: 'a replica killed',
    databases: ['pg', 'better-sqlite3'],
    async run({ replicas, startReplica }) {
      await setTimeout(1_500);
      const workers = workersOf(replicas[0].processId).length;
      await replicas.shift()!.kill();
      await setTimeout(500);
      replicas.push(await startReplica());
      return `a replica with ${workers} workers killed, another started`;
    },
  },
  {
    name: 'the database killed',
    databases: ['pg'],
    async run({ server }) {
      for (let i = 0; i < 2; i++) {
        await setTimeout(1_500);
        await server!.crash();
      }
      return 'PostgreSQL killed twice, and started again over its data';
    },
  },
  {
    name: 'connections cut',
    databases: ['pg'],
    async run({ proxy }) {
      for (let i = 0; i < CUTS; i++) {
        await setTimeout(400);
        proxy!.cut();
      }
      return `every connection of a replica cut ${CUTS} times`;
    },
  },
  {
    name: 'a connection that hangs',
    databases: ['pg'],
    async run({ proxy, leaseSeconds }) {
      await setTimeout(1_500);
      proxy!.hold();
      await setTimeout(2_500 * leaseSeconds);
      proxy!.cut();
      return `nothing went through to a replica for ${2.5 * leaseSeconds} s`;
    },
  },
];
