import type { ReadAddress } from '@greenroom/dataset';
import type { KnownEndpoint } from '@greenroom/manifest';
import { text } from 'node:stream/consumers';
import type { z } from 'zod';
import { ModelError } from '../ModelError';
import type { ModelFacts } from '../readModel';
import type { InputBatch, OutputValues } from '../session/InputBatch';
import { type Made, runBatches } from '../session/runBatches';
import {
  errorSchema,
  metadataSchema,
  responseSchema,
  type ServedMetadata,
} from './protocol';
import { requestOf } from './requestOf';

/** Rows a request, unless the manifest says otherwise: JSON is long. */
export const REQUEST_ROWS = 256;
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
  #answered: string | undefined;

  constructor(
    private readonly endpoint: KnownEndpoint,
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

  /** Which version answered, where the server says so. */
  get answeredVersion(): string | undefined {
    return this.#answered;
  }

  /** @throws ModelError where the server does not have the version that the manifest declares */
  async metadata(): Promise<ServedMetadata> {
    const answer = await this.#ask(this.#address);
    const told = this.#read(answer, metadataSchema);
    const { version } = this.endpoint;
    const { versions = [] } = told;
    if (version && versions.length > 0 && !versions.includes(version))
      throw this.#error(
        `has the versions ${versions.join(
          ', ',
        )}, and not ${version}, which the manifest declares. Declare the one that is served, or wait until it is.`,
      );
    return told;
  }

  async run(
    facts: Pick<ModelFacts, 'file' | 'inputs'>,
    batch: InputBatch,
    outputs: readonly string[],
  ): Promise<ReadonlyMap<string, OutputValues>> {
    return runBatches(facts, batch, outputs, {
      mostRows: this.endpoint.batchRows ?? REQUEST_ROWS,
      atOnce: 1,
      runBatch: feeds => this.infer(requestOf(feeds, outputs), outputs),
    });
  }

  /**
   * @param body - as `requestOf` makes it
   * @throws ModelError where the server refuses, or another version answers than before
   */
  async infer(
    body: string,
    outputs: readonly string[],
  ): Promise<Readonly<Record<string, Made>> | 'too-large'> {
    const answer = await this.#ask(`${this.#address}/infer`, body);
    if (answer.status === TOO_LARGE) return 'too-large';
    const made = this.#read(answer, responseSchema);
    this.heard(made.model_version ?? undefined);
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

  /**
   * Takes note of the version that answered.
   *
   * @throws ModelError where it is not that of the manifest, or of an answer before: what it said is of two models
   */
  heard(version: string | undefined): void {
    if (!version) return;
    const expected = this.endpoint.version ?? this.#answered;
    if (expected !== undefined && version !== expected)
      throw this.#error(
        this.endpoint.version
          ? `answered as version ${version}; the manifest declares ${expected}. Declare the one that is served.`
          : `became version ${version}, from ${expected}, while it was asked. Ask again, and declare a version to keep them apart.`,
      );
    this.#answered = version;
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
