import { stringifyError } from '@backstage/errors';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { JobLogStore, keptLines, LoggedLine } from './JobLogStore';

/** Lines of some seconds are written down together. */
const WRITE_MILLIS = 2_000;

/** Collects the lines of one attempt and writes them down after those of attempts before. */
export class JobDiary {
  #lines: LoggedLine[] = [];
  #before: Promise<LoggedLine[]> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #written: Promise<void> = Promise.resolve();

  constructor(
    private readonly jobId: string,
    private readonly store: JobLogStore,
    private readonly logger: LoggerService,
  ) {}

  add(from: LoggedLine['from'], text: string): void {
    const last = this.#lines.at(-1);
    if (last?.from === from && last.text === text) return;
    const line = { at: new Date().toISOString(), from, text };
    this.#lines = keptLines([...this.#lines, line]);
    this.#timer ??= setTimeout(() => void this.close(), WRITE_MILLIS);
  }

  /** Writes down what is not yet; a log that cannot be written fails no job. */
  close(): Promise<void> {
    if (!this.#timer) return this.#written;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#written = this.#written
      .then(async () => {
        this.#before ??= this.store.read(this.jobId);
        const lines = keptLines([...(await this.#before), ...this.#lines]);
        await this.store.write(this.jobId, lines);
      })
      .catch(error => {
        this.logger.warn(
          `The log of job ${this.jobId} was not written: ${stringifyError(
            error,
          )}`,
        );
      });
    return this.#written;
  }
}
