import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export type ScriptedAnswer =
  | {
      status: number;
      headers?: Record<string, string>;
      body?: unknown;
    }
  /** The connection ends without an answer. */
  | 'hang up';

export type ScriptedHost = {
  readonly url: string;
  /** `METHOD path` of every request, in order. */
  readonly requests: string[];
  readonly stop: () => Promise<void>;
};

/** A host that answers as a test says, for what the emulator cannot do: ETags, limits, lost answers. */
export async function startScriptedHost(
  answer: (request: IncomingMessage, count: number) => ScriptedAnswer,
): Promise<ScriptedHost> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    const scripted = answer(request, requests.length);
    if (scripted === 'hang up') {
      request.socket.destroy();
      return;
    }
    response.writeHead(scripted.status, {
      'content-type': 'application/json; charset=utf-8',
      ...scripted.headers,
    });
    response.end(
      scripted.status === 304 ? undefined : JSON.stringify(scripted.body ?? {}),
    );
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    stop: () =>
      new Promise(done => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
