import {
  createGreenroomClient,
  type GreenroomApi,
} from '@greenroom/backstage-plugin-greenroom-common';

/** Greenroom's own client, as a guest, and how long each answer took. */
export class ApiClient {
  readonly greenroom: GreenroomApi;
  #token?: string;
  #lastMillis = 0;

  constructor(private readonly url: string) {
    this.greenroom = createGreenroomClient({
      discoveryApi: { getBaseUrl: async id => `${url}/api/${id}` },
      fetchApi: { fetch: (input, init) => this.#fetch(input, init) },
    });
  }

  /** Milliseconds of one question, from asking to the whole answer. */
  async time(ask: (api: GreenroomApi) => Promise<unknown>): Promise<number> {
    this.#lastMillis = 0;
    await ask(this.greenroom);
    return this.#lastMillis;
  }

  async #fetch(
    input: string | URL | globalThis.Request,
    init: RequestInit = {},
  ): Promise<Response> {
    this.#token ??= await this.#signIn();
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${this.#token}`);
    const started = performance.now();
    const response = await fetch(input, { ...init, headers });
    if (response.status === 401) {
      this.#token = undefined;
      return this.#fetch(input, init);
    }
    const body = await response.arrayBuffer();
    this.#lastMillis += performance.now() - started;
    return new Response(body, response);
  }

  async #signIn(): Promise<string> {
    const response = await fetch(`${this.url}/api/auth/guest/refresh`, {
      method: 'POST',
    });
    const { backstageIdentity } = (await response.json()) as {
      backstageIdentity: { token: string };
    };
    return backstageIdentity.token;
  }
}
