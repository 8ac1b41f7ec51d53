/** A running portal, asked as a guest. */
export class PortalClient {
  #token?: string;

  constructor(readonly url: string) {}

  async get<T>(path: string): Promise<T> {
    this.#token ??= await this.#signIn();
    const response = await fetch(`${this.url}/api${path}`, {
      headers: { authorization: `Bearer ${this.#token}` },
    });
    if (response.status === 401) {
      this.#token = undefined;
      return this.get(path);
    }
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    return (await response.json()) as T;
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

export type SourcesAnswer = {
  items: {
    repositories: number;
    pending: number;
    problems: unknown[];
    error?: string;
  }[];
};
export type AssetsAnswer = {
  total: number;
  items: { id: string; description?: string }[];
};

/** Asks again and again until the answer is the wanted one. @returns seconds it took */
export async function until(
  what: string,
  isThere: () => Promise<boolean>,
  options: { everyMillis: number; atMostSeconds: number },
): Promise<number> {
  const started = performance.now();
  for (;;) {
    if (await isThere().catch(() => false))
      return (performance.now() - started) / 1000;
    if (performance.now() - started > options.atMostSeconds * 1000) {
      throw new Error(`${what} was not seen within ${options.atMostSeconds} s`);
    }
    await new Promise(done => setTimeout(done, options.everyMillis));
  }
}
