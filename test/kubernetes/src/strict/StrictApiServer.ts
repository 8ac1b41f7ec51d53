import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { KubeConfig } from '@kubernetes/client-node';
import { JobController } from './JobController';
import { type ApiObject, ObjectStore } from './ObjectStore';
import { selectorOf } from './selectorOf';
import { validate } from './validate';
import { Refusal } from './Refusal';

const TOKEN = 'the-portal';
const LISTS: Readonly<Record<string, string>> = {
  jobs: 'JobList',
  pods: 'PodList',
  secrets: 'SecretList',
  events: 'EventList',
  networkpolicies: 'NetworkPolicyList',
};
const ROUTE =
  /^\/apis?\/(?:[a-z.0-9]+\/)?v1\/namespaces\/([^/]+)\/([a-z]+)(?:\/([^/]+))?(?:\/([a-z]+))?$/;

/** What a request is answered instead, as a server in trouble would. */
export type Trouble = {
  readonly code: number;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/**
 * As much of Kubernetes' API as computations need, in this process and without
 * a cluster. Each object that is sent is validated by the published OpenAPI
 * schema (the npm package kubernetes-models has it), names and labels by their
 * own rules. Not the server itself: that is what `npm run proof -- kubernetes`
 * runs against.
 */
export class StrictApiServer {
  readonly store = new ObjectStore();
  readonly controller = new JobController(this.store);
  /** Asked before each request. */
  trouble: (method: string, resource: string) => Trouble | undefined = () =>
    undefined;
  /** What a kubelet has written down of a pod, until the pod's end. */
  logOf: (pod: string, to: ServerResponse) => void = (_, to) => to.end();
  readonly #server: http.Server;
  readonly #watches = new Set<ServerResponse>();

  private constructor() {
    this.#server = http.createServer((request, response) => {
      this.#answer(request, response).catch(error => {
        const { code, message } = error as Trouble;
        const known = typeof code === 'number' ? code : 500;
        say(response, known, status(known, message));
      });
    });
  }

  static async start(): Promise<StrictApiServer> {
    const started = new StrictApiServer();
    await new Promise<void>(done =>
      started.#server.listen(0, '127.0.0.1', done),
    );
    return started;
  }

  kubeConfig(token: string = TOKEN): KubeConfig {
    const { port } = this.#server.address() as AddressInfo;
    const config = new KubeConfig();
    config.loadFromClusterAndUser(
      {
        name: 'strict',
        server: `http://127.0.0.1:${port}`,
        skipTLSVerify: true,
      },
      { name: 'portal', token },
    );
    return config;
  }

  /** Ends every watch, as a server does that goes down or a proxy that is tired of it. */
  cutWatches(): void {
    for (const watch of this.#watches) watch.destroy();
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const url = new URL(request.url!, 'http://server');
    const [, namespace, resource, name, part] = ROUTE.exec(url.pathname) ?? [];
    const { method = 'GET' } = request;
    if (!resource || !LISTS[resource])
      throw new Refusal(404, `There is no ${url.pathname}.`);
    if (request.headers.authorization !== `Bearer ${TOKEN}`)
      throw new Refusal(401, 'Unauthorized');
    const trouble = this.trouble(method, resource);
    if (trouble) {
      say(
        response,
        trouble.code,
        status(trouble.code, trouble.message),
        trouble.headers,
      );
      return;
    }
    const body = await bodyOf(request);
    if (name === undefined && method === 'POST')
      say(response, 201, this.#create(resource, namespace, body as ApiObject));
    else if (name === undefined && url.searchParams.has('watch'))
      this.#watch(resource, url.searchParams, response);
    else if (name === undefined)
      say(response, 200, this.#list(resource, url.searchParams));
    else
      this.#one(method, resource, name, {
        part,
        body,
        response,
        query: url.searchParams,
      });
  }

  #one(
    method: string,
    resource: string,
    name: string,
    rest: {
      part?: string;
      body: unknown;
      query: URLSearchParams;
      response: ServerResponse;
    },
  ): void {
    const { body, part, query, response } = rest;
    const object = this.store.get(resource, name);
    if (!object) throw new Refusal(404, `${resource} "${name}" not found`);
    if (part === 'log') this.logOf(name, response);
    else if (method === 'GET') say(response, 200, object);
    else if (method === 'DELETE') {
      if (resource !== 'pods' || query.get('gracePeriodSeconds') === '0')
        this.store.remove(resource, name);
      else this.store.askToEnd(name);
      say(response, 200, status(200, 'deleted'));
    } else if (part === 'binding') {
      const { target } = body as { target: { name: string } };
      const spec = { ...object.spec, nodeName: target.name };
      this.store.change(resource, { ...object, spec });
      say(response, 201, status(201, 'bound'));
    } else if (method === 'PATCH' && part === 'status') {
      const patch = (body as ApiObject).status;
      const changed = { ...object, status: { ...object.status, ...patch } };
      validate(resource, changed);
      say(response, 200, this.store.change(resource, changed));
    } else throw new Refusal(405, `${method} is not for ${resource}.`);
  }

  #create(resource: string, namespace: string, sent: ApiObject): ApiObject {
    validate(resource, sent);
    if (this.store.get(resource, sent.metadata.name))
      throw new Refusal(
        409,
        `${resource} "${sent.metadata.name}" already exists`,
      );
    return this.store.add(resource, {
      ...withData(sent),
      metadata: { ...sent.metadata, namespace },
    });
  }

  #list(resource: string, query: URLSearchParams): object {
    const selects = selectorOf(query);
    return {
      kind: LISTS[resource],
      metadata: { resourceVersion: `${this.store.version}` },
      items: this.store.list(resource).filter(selects),
    };
  }

  #watch(
    resource: string,
    query: URLSearchParams,
    response: ServerResponse,
  ): void {
    const selects = selectorOf(query);
    const since = this.store.changesSince(
      Number(query.get('resourceVersion') ?? this.store.version),
    );
    response.writeHead(200, { 'content-type': 'application/json' });
    const tell = (type: string, object: object) =>
      response.write(`${JSON.stringify({ type, object })}\n`);
    if (!since) {
      tell('ERROR', status(410, 'too old resource version'));
      response.end();
      return;
    }
    const hear = (change: (typeof since)[number]) => {
      if (change.resource === resource && selects(change.object))
        tell(change.type, change.object);
    };
    since.forEach(hear);
    const stop = this.store.listen(hear);
    this.#watches.add(response);
    response.once('close', () => {
      stop();
      this.#watches.delete(response);
    });
  }
}

/** `stringData` is for writing; what is kept and read is `data`. */
function withData({ stringData, ...object }: ApiObject): ApiObject {
  if (stringData === undefined) return object;
  const encoded = Object.entries(stringData as Record<string, string>).map(
    ([key, text]) => [key, Buffer.from(text).toString('base64')],
  );
  return { ...object, data: Object.fromEntries(encoded) };
}

function say(
  response: ServerResponse,
  code: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(code, { ...headers, 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function status(code: number, message: string): object {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    status: code < 300 ? 'Success' : 'Failure',
    code,
    message,
  };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? undefined : JSON.parse(text);
}
