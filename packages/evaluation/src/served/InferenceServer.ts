import type { ReadAddress } from '@greenroom/dataset';
import type { ServedEndpoint } from '@greenroom/manifest';
import { text } from 'node:stream/consumers';
import type { z } from 'zod';
import { ModelError } from '../ModelError';
import type { ModelFacts } from '../readModel';
import type { InputBatch, OutputValues } from '../session/InputBatch';
import { type Fed, type Made, runBatches } from '../session/runBatches';
import {
  errorSchema,
  metadataSchema,
  responseSchema,
  type ServedMetadata,
} from './protocol';
import { requestOf } from './requestOf';

/** Rows a request, unless the manifest says otherwise: JSON is long. */
const REQUEST_ROWS = 256;
/** A request body that is too long may do with fewer rows. */
const TOO_LARGE = 413;

export type ServerOptions = {
  /** Decides which addresses may be asked, and how long is waited. */
  readonly ask: ReadAddress;
  /** Such as `authorization`; from the configuration, never from a manifest. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
};

/** A model on a server of the Open Inference Protocol v2, over HTTP. */
export class InferenceServer {
  readonly #address: string;

  constructor(
    private readonly endpoint: ServedEndpoint,
    private readonly options: ServerOptions,
  ) {
    const { url, model, version } = endpoint;
    const path = [
      'v2',
      'models',
      model,
      ...(version ? ['versions', version] : []),
    ];
    this.#address = `${url.replace(/\/+$/, '')}/${path
      .map(encodeURIComponent)
      .join('/')}`;
  }

  /** For messages. */
  get name(): string {
    const { model, url } = this.endpoint;
    return `${model} at ${new URL(url).host}`;
  }

  async metadata(): Promise<ServedMetadata> {
    const answer = await this.#ask(this.#address);
    return this.#read(answer, metadataSchema);
  }

  async run(
    facts: Pick<ModelFacts, 'file' | 'inputs'>,
    batch: InputBatch,
    outputs: readonly string[],
  ): Promise<ReadonlyMap<string, OutputValues>> {
    return runBatches(facts, batch, outputs, {
      mostRows: this.endpoint.batchRows ?? REQUEST_ROWS,
      runBatch: feeds => this.#infer(feeds, outputs),
    });
  }

  async #infer(
    feeds: readonly Fed[],
    outputs: readonly string[],
  ): Promise<Readonly<Record<string, Made>> | 'too-large'> {
    const answer = await this.#ask(
      `${this.#address}/infer`,
      requestOf(feeds, outputs),
    );
    if (answer.status === TOO_LARGE) return 'too-large';
    const made = this.#read(answer, responseSchema);
    return Object.fromEntries(
      outputs.map(name => {
        const found = made.outputs.find(output => output.name === name);
        if (!found) {
          throw this.#error(
            `answered without the output ${name}. It gave ${
              made.outputs.map(output => output.name).join(', ') || 'none'
            }.`,
          );
        }
        const data = found.data.flat(Infinity);
        return [name, { data, dims: found.shape }];
      }),
    );
  }

  async #ask(address: string, body?: string) {
    const { ask, headers, signal } = this.options;
    const answer = await ask(address, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body,
      signal,
    });
    return { status: answer.status, said: await text(answer.body) };
  }

  #read<Schema extends z.ZodType>(
    { status, said }: { readonly status: number; readonly said: string },
    schema: Schema,
  ): z.infer<Schema> {
    const value = jsonOf(said);
    if (status !== 200) {
      const why = errorSchema.safeParse(value);
      throw this.#error(
        `answered ${status}${why.success ? `: ${why.data.error}` : ''}. ${
          status === 401 || status === 403
            ? 'Give its credentials in the configuration.'
            : 'Look at the server, and at the name and version in the manifest.'
        }`,
      );
    }
    const read = schema.safeParse(value);
    if (read.success) return read.data;
    const [{ path, message }] = read.error.issues;
    throw this.#error(
      `does not speak the Open Inference Protocol v2: ${path
        .map(String)
        .join('.')}: ${message}.`,
    );
  }

  #error(what: string): ModelError {
    return new ModelError(`The server of ${this.name} ${what}`);
  }
}

function jsonOf(said: string): unknown {
  try {
    return JSON.parse(said);
  } catch {
    return undefined;
  }
}
