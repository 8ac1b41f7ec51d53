import { createWriteStream, openAsBlob } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';
import { sha256OfFile } from '../../artifacts/sha256OfFile';
import {
  SHA256_HEADER,
  type WorkerReport,
  type WorkerTask,
  workerTask,
  type WorkerWord,
} from '../calls/protocol';

/** As long as a lease: a portal that is away for longer has given the job to another. */
const PATIENCE_MILLIS = 30_000;
const FIRST_WAIT_MILLIS = 250;
const LONGEST_WAIT_MILLIS = 5_000;
/** Until the portal says something; a file may take longer as long as it comes. */
const ANSWER_MILLIS = 60_000;

/** Nobody wants this computation's answer any more. */
export class UnwantedError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnwantedError';
  }
}

/** What may pass: asked again within a lease. */
class PassingError extends Error {
  constructor(message: string, readonly waitMillis?: number) {
    super(message);
  }
}

/** The portal, as one computation's worker sees it. All of it can be asked twice. */
export class PortalClient {
  constructor(
    /** Of the routes for workers. */
    private readonly url: string,
    private readonly token: string,
    private readonly patienceMillis: number = PATIENCE_MILLIS,
  ) {}

  async task(): Promise<WorkerTask> {
    // The portal reads every input once to say its digest.
    const response = await this.#ask('GET', 'task', { millis: 600_000 });
    return workerTask.parse(await response.json());
  }

  async report(report: WorkerReport): Promise<void> {
    await this.#ask('POST', 'report', json(report));
  }

  /**
   * Fetches an input, and goes on where a connection broke.
   *
   * @throws Error where its bytes are not those that were announced
   */
  async fetchFile(
    index: number,
    { sizeBytes, sha256 }: WorkerTask['files'][number],
    target: string,
  ): Promise<void> {
    await mkdir(path.dirname(target), { recursive: true });
    await this.#patiently(async () => {
      const have = await sizeOf(target);
      if (have < sizeBytes || sizeBytes === 0) {
        const response = await this.#askOnce('GET', `files/${index}`, {
          headers: have > 0 ? { range: `bytes=${have}-` } : {},
        });
        const goesOn = response.status === 206;
        await pipeline(
          Readable.fromWeb(
            response.body as Parameters<typeof Readable.fromWeb>[0],
          ),
          createWriteStream(target, { flags: goesOn ? 'a' : 'w' }),
        ).catch(error => {
          throw new PassingError(`An input broke off: ${error.message}`);
        });
      }
      const found = await sha256OfFile(target);
      if (found === sha256) return;
      await rm(target, { force: true });
      throw new PassingError(
        `Input file ${index} came with the SHA-256 ${found}, not ${sha256}.`,
      );
    });
  }

  async sendFile(name: string, file: string): Promise<void> {
    const sha256 = await sha256OfFile(file);
    const encoded = name.split('/').map(encodeURIComponent).join('/');
    await this.#ask('PUT', `outputs/${encoded}`, {
      // Read from the disk as it is sent.
      body: await openAsBlob(file),
      headers: {
        [SHA256_HEADER]: sha256,
        'content-type': 'application/octet-stream',
      },
      millis: 600_000,
    });
  }

  async answer(word: WorkerWord): Promise<void> {
    await this.#ask('POST', 'answer', json(word));
  }

  #ask(method: string, route: string, options: Asked): Promise<Response> {
    return this.#patiently(() => this.#askOnce(method, route, options));
  }

  async #askOnce(
    method: string,
    route: string,
    { millis = ANSWER_MILLIS, headers, body }: Asked,
  ): Promise<Response> {
    const given = new AbortController();
    const timer = globalThis.setTimeout(() => given.abort(), millis);
    const response = await fetch(`${this.url}/${route}`, {
      method,
      body,
      headers: { ...headers, authorization: `Bearer ${this.token}` },
      redirect: 'error',
      signal: given.signal,
    })
      .catch((error: Error) => {
        throw new PassingError(
          `${this.url} was not reached: ${causeOf(error)}`,
        );
      })
      .finally(() => clearTimeout(timer));
    if (response.ok) return response;
    const text = await response.text().catch(() => '');
    const said = `${this.url}/${route} said ${response.status}: ${text.slice(
      0,
      500,
    )}`;
    if (response.status === 401) throw new UnwantedError(said);
    if (response.status === 429 || response.status >= 500) {
      const seconds = Number(response.headers.get('retry-after'));
      throw new PassingError(said, seconds > 0 ? seconds * 1000 : undefined);
    }
    throw new Error(said);
  }

  /** Asks again for as long as a lease lasts. */
  async #patiently<T>(ask: () => Promise<T>): Promise<T> {
    const until = Date.now() + this.patienceMillis;
    for (let wait = FIRST_WAIT_MILLIS; ; wait *= 2) {
      try {
        return await ask();
      } catch (error) {
        if (!(error instanceof PassingError)) throw error;
        const millis = Math.min(error.waitMillis ?? wait, LONGEST_WAIT_MILLIS);
        if (Date.now() + millis > until) throw new Error(error.message);
        await setTimeout(millis);
      }
    }
  }
}

type Asked = {
  readonly headers?: Record<string, string>;
  readonly body?: string | Blob;
  readonly millis?: number;
};

function json(value: WorkerReport | WorkerWord): Asked {
  return {
    body: JSON.stringify(value),
    headers: { 'content-type': 'application/json' },
  };
}

function causeOf(error: Error): string {
  return error.cause instanceof Error ? error.cause.message : error.message;
}

async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}
