import {
  createServer,
  type IncomingMessage,
  request as httpRequest,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { PullsOfToday, PullTimeline } from '@greenroom/test-sources';

export type RuledRequest = {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly token: string;
  readonly body: string;
};

type Answer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
};

export type Rule =
  /** Does what it is asked, then hangs up. */
  | { readonly type: 'lose' }
  | ({ readonly type: 'answer' } & Answer)
  /** Asks the host, and answers what is made of its answer. */
  | {
      readonly type: 'change';
      change(body: object): object | Promise<object>;
    };

/** In front of the emulator, for what GitHub does and the emulator does not: rules, limits, lost answers. */
export async function startRuledHost(
  target: string,
  rule: (request: RuledRequest) => Rule | undefined | Promise<Rule | undefined>,
) {
  const timeline = new PullTimeline();
  let turn: Promise<unknown> = Promise.resolve();
  const server = createServer(async (incoming, outgoing) => {
    const body = await bodyOf(incoming);
    const request = {
      method: incoming.method ?? 'GET',
      path: incoming.url ?? '/',
      token: (incoming.headers.authorization ?? '').split(' ')[1] ?? '',
      body: body.toString('utf8'),
    };
    const send = async ({ status, headers, body: said }: Answer) => {
      outgoing.writeHead(status, {
        'content-type': 'application/json; charset=utf-8',
        ...headers,
      });
      outgoing.end(Buffer.isBuffer(said) ? said : JSON.stringify(said ?? {}));
    };
    const handle = async () => {
      const ruled =
        (await rule(request)) ??
        // What is not there the emulator says itself.
        (await ofPulls(target, timeline, request).catch(() => undefined));
      if (ruled?.type === 'answer') return send(ruled);
      const answer = await forward(target, incoming, body);
      if (answer.status < 300)
        await timeline.note(placeOf(request), () => loginOf(target, request));
      if (ruled?.type === 'lose') return incoming.socket.destroy();
      if (ruled?.type !== 'change') return send(answer);
      const changed = await ruled.change(JSON.parse(String(answer.body)));
      return send({ ...answer, body: changed });
    };
    // One after the other, as a database does it: a race is decided by who comes first.
    turn = turn.then(handle, handle);
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise<void>(done => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

/** What GitHub does with pull requests and the emulator does not: see `PullsOfToday`. */
async function ofPulls(
  target: string,
  timeline: PullTimeline,
  ruled: RuledRequest,
): Promise<Rule | undefined> {
  const today = new PullsOfToday({ get: of => ask(target, ruled, of) });
  const request = placeOf(ruled);
  const events = await timeline.events(request, of => ask(target, ruled, of));
  if (events) return { type: 'answer', status: 200, body: events };
  const message = await today.refusal(request);
  if (message !== undefined)
    return { type: 'answer', status: 422, body: { message } };
  const files = await today.files(request);
  if (files) return { type: 'answer', status: 200, body: files };
  return today.isOfPulls(request)
    ? {
        type: 'change',
        change: async answer =>
          JSON.parse(await today.follow(JSON.stringify(answer))),
      }
    : undefined;
}

async function ask<T>(
  target: string,
  { token }: RuledRequest,
  of: string,
): Promise<T> {
  const response = await fetch(`${target}${of}`, {
    headers: { authorization: `token ${token}` },
  });
  if (!response.ok) throw new Error(`${of} answered ${response.status}.`);
  return (await response.json()) as T;
}

/** Whose token it is. */
async function loginOf(target: string, request: RuledRequest): Promise<string> {
  return (await ask<{ login: string }>(target, request, '/user')).login;
}

function placeOf({ method, path, body }: RuledRequest) {
  return { method, path: decodeURIComponent(path.split('?')[0]), body };
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function forward(
  target: string,
  incoming: IncomingMessage,
  body: Buffer,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const forwarded = httpRequest(
      new URL(incoming.url ?? '/', target),
      { method: incoming.method, headers: incoming.headers },
      async answer => {
        const headers: Record<string, string> = {};
        for (const name of ['content-type', 'link', 'location']) {
          const value = answer.headers[name];
          if (typeof value === 'string') headers[name] = value;
        }
        resolve({
          status: answer.statusCode ?? 500,
          headers,
          body: await bodyOf(answer),
        });
      },
    );
    forwarded.once('error', reject);
    forwarded.end(body);
  });
}
