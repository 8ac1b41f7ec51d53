import { ResponseError } from '@backstage/errors';

export type ConnectionOptions = {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi: { fetch: typeof fetch };
};

export type Params = Record<
  string,
  string | number | boolean | readonly string[] | undefined
>;

/** How clients of the API reach it. */
export class ApiConnection {
  readonly #discoveryApi: ConnectionOptions['discoveryApi'];
  readonly #fetchApi: ConnectionOptions['fetchApi'];

  constructor({ discoveryApi, fetchApi }: ConnectionOptions) {
    this.#discoveryApi = discoveryApi;
    this.#fetchApi = fetchApi;
  }

  get<T>(path: string, params: Params = {}): Promise<T> {
    return this.request<T>(`${path}${queryOf(params)}`);
  }

  async getFile(path: string, params: Params = {}): Promise<Blob> {
    const response = await this.ask(`${path}${queryOf(params)}`);
    return response.blob();
  }

  send<T>(
    method: string,
    path: string,
    body: unknown = {},
    headers: Record<string, string> = {},
  ): Promise<T> {
    return this.request<T>(path, {
      method,
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  }

  async request<T>(path: string, init?: RequestInit): Promise<T> {
    const response = await this.ask(path, init);
    return (await response.json()) as T;
  }

  /** @throws ResponseError where the answer is not a good one */
  async ask(path: string, init?: RequestInit): Promise<Response> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('greenroom');
    const response = await this.#fetchApi.fetch(`${baseUrl}${path}`, init);
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response;
  }
}

/** What is not said stands in no address. */
function queryOf(params: Params): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params))
    for (const each of [value].flat())
      if (each !== undefined) search.append(name, String(each));
  return search.size > 0 ? `?${search}` : '';
}
