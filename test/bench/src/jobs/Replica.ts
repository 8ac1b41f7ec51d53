import { type ChildProcess, fork } from 'node:child_process';
import { on, once } from 'node:events';
import path from 'node:path';
import type { Knex } from 'knex';

const PROGRAM = path.join(
  path.dirname(
    require.resolve(
      '@greenroom/backstage-plugin-greenroom-backend/package.json',
    ),
  ),
  'src/jobs/__testUtils__/replica.ts',
);
const TRANSFORM = require.resolve('@backstage/cli/config/nodeTransform.cjs');

/** Turns of its event loop, by the clock and by the processor time of its thread in one. */
export type Blocked = {
  readonly longestMillis: number;
  readonly longestOwnMillis: number;
  readonly p99Millis: number;
};

/** A replica of the backend's jobs in a process of its own. */
export class Replica {
  readonly #words: AsyncIterator<unknown[]>;
  readonly #ended: Promise<undefined>;

  private constructor(private readonly child: ChildProcess) {
    this.#words = on(child, 'message');
    this.#ended = once(child, 'exit').then(() => undefined);
  }

  static async start(settings: {
    readonly knex: Knex.Config;
    readonly directory: string;
    readonly leaseSeconds: number;
    readonly workers: { readonly compute: number; readonly effect: number };
  }): Promise<Replica> {
    const child = fork(PROGRAM, [JSON.stringify(settings)], {
      execArgv: ['--require', TRANSFORM],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const replica = new Replica(child);
    await replica.#heard();
    return replica;
  }

  get processId(): number {
    return this.child.pid!;
  }

  /** Asks for a job of each number; `work` takes so long in a worker, `small` none. */
  async ask(
    kind: 'small' | 'work',
    numbers: readonly number[],
    millis: number,
  ): Promise<void> {
    const heard = this.#heard();
    this.child.send({ ask: numbers, kind, millis });
    await heard;
  }

  /** Since the last time. */
  async blocked(): Promise<Blocked> {
    const heard = this.#heard();
    this.child.send({ measure: true });
    return (await heard) as Blocked;
  }

  /** `kill -9`. */
  async kill(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }

  /** The next word of the replica itself; what runs TypeScript from source says things too. */
  async #heard(): Promise<unknown> {
    for (;;) {
      const next = await Promise.race([this.#words.next(), this.#ended]);
      if (next === undefined) throw new Error('A replica ended by itself.');
      const [said] = next.value as [{ replica?: unknown }];
      if (said.replica !== undefined) return said.replica;
    }
  }
}
