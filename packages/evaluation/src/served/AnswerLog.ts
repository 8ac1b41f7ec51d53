import { appendFile, mkdir, rm, truncate } from 'node:fs/promises';
import path from 'node:path';
import type { Made } from '../session/runBatches';
import type { InferenceServer } from './InferenceServer';
import { linesOf } from './linesOf';

type Answer = {
  readonly version?: string;
  readonly made: Readonly<Record<string, Made>>;
};

/**
 * Answers in the order in which they came, kept in a file until all are there:
 * what failed half-way goes on from there. A line that a crash cut off is asked
 * for again.
 */
export class AnswerLog {
  readonly #kept: AsyncGenerator<Answer>;
  #keptBytes = 0;
  #isBehind = true;

  constructor(private readonly file: string) {
    this.#kept = this.#read();
  }

  /** The next answer: that of an attempt before, else the server's. */
  async next(
    server: InferenceServer,
    ask: () => Promise<Answer['made']>,
  ): Promise<Answer['made']> {
    if (this.#isBehind) {
      const { value, done } = await this.#kept.next();
      if (!done) {
        server.heard(value.version);
        return value.made;
      }
      this.#isBehind = false;
      await mkdir(path.dirname(this.file), { recursive: true });
      await truncate(this.file, this.#keptBytes).catch(() => {});
    }
    const made = await ask();
    const answer: Answer = { version: server.answeredVersion, made };
    await appendFile(this.file, `${JSON.stringify(answer)}\n`);
    return made;
  }

  /** All are there, or those that are there are of no use. */
  async remove(): Promise<void> {
    await rm(this.file, { force: true });
  }

  async *#read(): AsyncGenerator<Answer> {
    try {
      for await (const { line, isWhole } of linesOf(this.file)) {
        if (!isWhole) return;
        this.#keptBytes += Buffer.byteLength(line) + 1;
        yield JSON.parse(line) as Answer;
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}
