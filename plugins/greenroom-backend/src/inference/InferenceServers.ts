import { Readable } from 'node:stream';
import { type ReadAddress, StorageError } from '@greenroom/dataset';
import { InferenceServer } from '@greenroom/evaluation';
import type { KnownEndpoint } from '@greenroom/manifest';
import { type AddressRule, hostRule } from '../storage/AddressRule';
import { createReadAddress } from '../storage/createReadAddress';
import { askAgain } from './askAgain';
import type { InferenceConfig, ServerConfig } from './InferenceConfig';

const REMEDY =
  'Add its host to greenroom.inference.servers to let it be asked.';

/**
 * Servers that may be asked. What a manifest names is a stranger's word: only
 * hosts that app-config lists are asked, each with its own headers, and where
 * one redirects it is not followed.
 */
export class InferenceServers {
  /** One for each entry: its connections are kept. */
  readonly #readers = new Map<ServerConfig, ReadAddress>();

  constructor(
    private readonly config: InferenceConfig,
    /** Of answers that wait for the rest of theirs. */
    readonly answersDirectory: string,
    /** Waits before a server is asked again. */
    private readonly waitMillis?: readonly number[],
  ) {}

  /** Where a platform serves what it gives no address for: see `servedAddress`. */
  get platformUrl(): string | undefined {
    return this.config.platformUrl;
  }

  /**
   * A model on its server, for one run.
   *
   * @throws StorageError where its host is not listed
   */
  open(endpoint: KnownEndpoint, signal: AbortSignal): InferenceServer {
    const url = new URL(endpoint.url);
    const server = this.config.servers.find(
      each => ruleOf(each)(url) !== 'none',
    );
    if (!server)
      throw new StorageError(
        'forbidden',
        `${url.origin} may not be asked. ${REMEDY}`,
      );
    const { answerSeconds, maximumBytes } = this.config;
    const ask = askAgain(
      whole(this.#readerOf(server), { answerSeconds, maximumBytes }),
      this.waitMillis,
    );
    return new InferenceServer(endpoint, {
      ask,
      headers: server.headers,
      signal,
    });
  }

  #readerOf(server: ServerConfig): ReadAddress {
    const reader =
      this.#readers.get(server) ??
      createReadAddress({
        rule: ruleOf(server),
        remedy: REMEDY,
        answerSeconds: this.config.answerSeconds,
        redirections: 'refuse',
      });
    this.#readers.set(server, reader);
    return reader;
  }
}

function ruleOf({ host, protocols }: ServerConfig): AddressRule {
  const rule = hostRule(host);
  return url =>
    protocols.some(protocol => protocol === url.protocol) ? rule(url) : 'none';
}

/** Waits for the whole of an answer, and counts what is sent and what comes. */
function whole(
  ask: ReadAddress,
  limits: Pick<InferenceConfig, 'answerSeconds' | 'maximumBytes'>,
): ReadAddress {
  let leftBytes = limits.maximumBytes;
  const spend = (bytes: number) => {
    leftBytes -= bytes;
    if (leftBytes >= 0) return;
    throw new StorageError(
      'too-large',
      `More than ${limits.maximumBytes} bytes went to and fro for one run. Evaluate a smaller split, or raise greenroom.inference.maxBytes.`,
    );
  };
  return async (address, request) => {
    const late = AbortSignal.timeout(limits.answerSeconds * 1000);
    spend(Buffer.byteLength(request.body ?? ''));
    try {
      const answer = await ask(address, {
        ...request,
        signal: AbortSignal.any([request.signal, late]),
      });
      const pieces: Buffer[] = [];
      for await (const piece of answer.body as AsyncIterable<Buffer>) {
        spend(piece.length);
        pieces.push(piece);
      }
      return { ...answer, body: Readable.from([Buffer.concat(pieces)]) };
    } catch (error) {
      request.signal.throwIfAborted();
      if (error instanceof StorageError) throw error;
      throw new StorageError(
        'unreachable',
        late.aborted
          ? `${new URL(address).host} did not answer within ${
              limits.answerSeconds
            } s. It is asked again later; raise greenroom.inference.timeout, or ask of fewer rows (batchRows).`
          : `${new URL(address).host} broke off: ${
              (error as Error).message
            }. It is asked again later.`,
      );
    }
  };
}
