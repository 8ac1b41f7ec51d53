import { createReadStream } from 'node:fs';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import { pipeline } from 'node:stream';
import { type SendAddress, StorageError } from '@greenroom/dataset';
import type { AddressRule } from './AddressRule';
import { InsideNetworkError, isInside, publicLookup } from './publicLookup';

const REDIRECTIONS = new Set([301, 302, 303, 307, 308]);
const MAXIMUM_REDIRECTIONS = 5;
/** Until the headers of an answer are there. */
const ANSWER_SECONDS = 30;
/** Connections that wait for the next object of a host. */
const IDLE_CONNECTIONS = 8;

type Agents = { readonly 'http:': http.Agent; readonly 'https:': https.Agent };

/**
 * Reads addresses that a rule lets through, and follows redirections to such
 * addresses only. Headers of the request go to its own origin, and not along.
 *
 * @param options.remedy - what to do about an address that the rule refuses
 */
export function createReadAddress(options: {
  rule: AddressRule;
  remedy: string;
  answerSeconds?: number;
  /** Default: they are followed. */
  redirections?: 'follow' | 'refuse';
}): SendAddress {
  const keep = { keepAlive: true, maxFreeSockets: IDLE_CONNECTIONS };
  const agents: Record<'any' | 'public', Agents> = {
    any: { 'http:': new http.Agent(keep), 'https:': new https.Agent(keep) },
    public: {
      'http:': new http.Agent({ ...keep, lookup: publicLookup } as object),
      'https:': new https.Agent({ ...keep, lookup: publicLookup } as object),
    },
  };
  const answerSeconds = options.answerSeconds ?? ANSWER_SECONDS;

  function agentFor(url: URL): http.Agent {
    const rule = options.rule(url);
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const isRefused = rule === 'public' && isIP(host) !== 0 && isInside(host);
    if (rule === 'none' || isRefused) throw refused(url, options.remedy);
    return agents[rule][url.protocol as keyof Agents];
  }

  return async (address, request) => {
    let url = parse(address);
    let { headers } = request;
    for (let step = 0; step <= MAXIMUM_REDIRECTIONS; step++) {
      const agent = agentFor(url);
      const answer = await ask(
        url,
        { ...request, headers, agent, answerSeconds },
        options.remedy,
      );
      const { location } = answer.headers;
      if (!REDIRECTIONS.has(answer.statusCode ?? 0) || !location) {
        return {
          status: answer.statusCode ?? 0,
          headers: Object.fromEntries(
            Object.entries(answer.headers).map(([name, value]) => [
              name,
              Array.isArray(value) ? value.join(', ') : value,
            ]),
          ),
          body: answer,
        };
      }
      answer.destroy();
      if (options.redirections === 'refuse')
        throw new StorageError(
          'forbidden',
          `${shown(url)} redirects to ${shown(
            parse(location, url),
          )}, which is not followed. Name the address that it ends at.`,
        );
      const next = parse(location, url);
      if (next.origin !== url.origin) headers = {};
      url = next;
    }
    throw new StorageError(
      'unreachable',
      `${shown(
        parse(address),
      )} redirects more than ${MAXIMUM_REDIRECTIONS} times. Name the address that it ends at.`,
    );
  };
}

function ask(
  url: URL,
  request: Parameters<SendAddress>[1] & {
    agent: http.Agent;
    answerSeconds: number;
  },
  remedy: string,
): Promise<IncomingMessage> {
  const { method, headers, body, signal, agent, answerSeconds } = request;
  const bodyBytes =
    typeof body === 'object' ? body.sizeBytes : Buffer.byteLength(body ?? '');
  const sent = (url.protocol === 'https:' ? https : http).request(url, {
    method: method ?? 'GET',
    headers: {
      'user-agent': 'greenroom',
      ...headers,
      ...(body === undefined ? {} : { 'content-length': bodyBytes }),
    },
    agent,
    signal,
  });
  const tooLate = () =>
    sent.destroy(
      new StorageError(
        'unreachable',
        `${shown(
          url,
        )} did not answer within ${answerSeconds} s. It is asked again later.`,
      ),
    );
  const isFile = typeof body === 'object';
  // A large file takes as long as it takes: the answer is waited for once it is sent.
  let timer = isFile ? undefined : setTimeout(tooLate, answerSeconds * 1000);
  if (isFile) {
    sent.setTimeout(answerSeconds * 1000, tooLate);
    sent.once('finish', () => {
      timer = setTimeout(tooLate, answerSeconds * 1000);
    });
  }
  return new Promise<IncomingMessage>((resolve, reject) => {
    sent.once('response', answer => {
      sent.setTimeout(0);
      resolve(answer);
    });
    sent.once('error', reject);
    // What breaks off is told by the request itself.
    if (isFile) pipeline(createReadStream(body.file), sent, () => {});
    else sent.end(body);
  })
    .catch(error => {
      throw explained(error, url, remedy);
    })
    .finally(() => clearTimeout(timer));
}

function parse(address: string, base?: URL): URL {
  if (!URL.canParse(address, base)) {
    throw new StorageError(
      'unsupported',
      `'${address.slice(0, 80)}' is no address. Write https://….`,
    );
  }
  const url = new URL(address, base);
  if (url.username !== '' || url.password !== '') {
    throw new StorageError(
      'forbidden',
      `The address of ${url.host} holds credentials, which are not used. Put them into greenroom.storage.web, and write the address without them.`,
    );
  }
  return url;
}

function refused(url: URL, remedy: string): StorageError {
  return new StorageError(
    'forbidden',
    `${shown(url)} may not be read from here. ${remedy}`,
  );
}

function explained(error: unknown, url: URL, remedy: string): unknown {
  const { name, message } = error as Error;
  if (error instanceof StorageError || name === 'AbortError') return error;
  if (error instanceof InsideNetworkError) {
    return new StorageError('forbidden', `${message}. ${remedy}`);
  }
  return new StorageError(
    'unreachable',
    `${shown(url)} could not be asked: ${message}. It is asked again later.`,
  );
}

/** Signatures stand in the query. */
function shown({ protocol, host, pathname }: URL): string {
  return `${protocol}//${host}${pathname}`.slice(0, 200);
}
