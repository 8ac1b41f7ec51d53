import type {
  ErrorAnswer,
  ErrorQuestion,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { ComputeLimits } from '@greenroom/backstage-plugin-greenroom-node';
import type { GroundInput } from '../analysis/compute/explore/protocol';
import type { ArtifactStore } from '../artifacts/ArtifactStore';
import { withArtifacts } from '../artifacts/withArtifacts';
import { inputsOf } from './inputsOf';
import { EXPLORE_PROGRAM } from './programs';
import { WorkerProgram } from './WorkerProgram';
import { WorkerSession } from './WorkerSession';

/** Runs that people look at side by side; beyond, the one that was looked at longest ago goes. */
const MOST_SESSIONS = 4;
/** Long enough for somebody who looks at a row in another tab. */
const IDLE_MILLIS = 5 * 60_000;

type Held = {
  readonly session: Promise<WorkerSession>;
  idle: NodeJS.Timeout;
};

/**
 * Workers that have read a run and answer at once: an answer that takes half a
 * second to load is no answer to somebody who moves a slider. They read our own
 * artifacts on this replica, wherever other computations are done.
 */
export class Explorers {
  readonly #program: WorkerProgram;
  /** By what was read; the one that was asked last stands last. */
  readonly #held = new Map<string, Held>();

  constructor(
    private readonly limits: ComputeLimits,
    private readonly stores: readonly ArtifactStore[],
    worker = EXPLORE_PROGRAM,
  ) {
    this.#program = new WorkerProgram(worker, limits);
  }

  /**
   * @throws InputError for a question that cannot be asked of this run
   * @throws Error where the run cannot be read, or a limit is passed
   */
  async ask(input: GroundInput, question: ErrorQuestion): Promise<ErrorAnswer> {
    const session = await this.#sessionOf(input);
    return session.ask(question);
  }

  close(): void {
    for (const key of [...this.#held.keys()]) this.#drop(key);
  }

  async #sessionOf(input: GroundInput): Promise<WorkerSession> {
    const key = JSON.stringify(input);
    const known = this.#held.get(key);
    if (known) {
      this.#held.delete(key);
      this.#hold(key, known.session, known.idle);
      const session = await known.session;
      if (session.isOpen) return session;
      if (this.#held.get(key)?.session === known.session) this.#drop(key);
    }
    const opened = this.#open(input);
    this.#hold(key, opened);
    opened.catch(() => {
      if (this.#held.get(key)?.session === opened) this.#drop(key);
    });
    for (const oldest of this.#held.keys()) {
      if (this.#held.size <= MOST_SESSIONS) break;
      this.#drop(oldest);
    }
    return opened;
  }

  #open(input: GroundInput): Promise<WorkerSession> {
    const files = this.stores.map(({ directory }) => directory);
    const inputs = inputsOf(input, { files, folders: [] });
    return withArtifacts(this.stores, inputs, () =>
      WorkerSession.open(this.#program, this.limits, input, inputs),
    );
  }

  #hold(
    key: string,
    session: Promise<WorkerSession>,
    before?: NodeJS.Timeout,
  ): void {
    clearTimeout(before);
    const idle = setTimeout(() => this.#drop(key), IDLE_MILLIS);
    idle.unref();
    this.#held.set(key, { session, idle });
  }

  #drop(key: string): void {
    const held = this.#held.get(key);
    if (!held) return;
    clearTimeout(held.idle);
    this.#held.delete(key);
    held.session.then(
      session => session.close(),
      () => {},
    );
  }
}
