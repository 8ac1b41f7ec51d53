/** What to do about a request that the API server did not answer as asked. */
export type ApiTrouble =
  /** It passes by itself. */
  | {
      readonly type: 'away';
      readonly message: string;
      readonly waitMillis?: number;
    }
  /** There is no room, and there may be later. */
  | { readonly type: 'full'; readonly message: string }
  | { readonly type: 'missing' }
  | { readonly type: 'exists' }
  | { readonly type: 'refused'; readonly message: string };

const KEY = 'greenroom.compute.kubernetes';

/** Reads an error of the client; anything that is no answer of the server is taken for a broken connection. */
export function apiTrouble(error: unknown): ApiTrouble {
  const { body, code, headers, message } = error as {
    code?: unknown;
    body?: unknown;
    headers?: Readonly<Record<string, string>>;
    message?: string;
  };
  if (typeof code !== 'number')
    return {
      type: 'away',
      message: `The Kubernetes API cannot be reached: ${causeOf(error)}.`,
    };
  const said = saidBy(body) ?? message ?? `${code}`;
  if (code === 429 || code >= 500) {
    const seconds = Number(headers?.['retry-after']);
    return {
      type: 'away',
      message: `The Kubernetes API asks for patience (${code}: ${said}).`,
      waitMillis: seconds > 0 ? seconds * 1000 : undefined,
    };
  }
  if (code === 404) return { type: 'missing' };
  if (code === 409) return { type: 'exists' };
  if (code === 403 && /exceeded quota/i.test(said))
    return {
      type: 'full',
      message: `The namespace's quota is used up (${said}).`,
    };
  if (code === 401)
    return {
      type: 'refused',
      message: `The Kubernetes API does not know the portal (401: ${said}). Look at ${KEY}.kubeconfig, or at the service account that the portal runs as.`,
    };
  if (code === 403)
    return {
      type: 'refused',
      message: `The Kubernetes API refuses it (403: ${said}). Bind the role of the plugin's manifests/rbac.yaml to the portal's service account.`,
    };
  return {
    type: 'refused',
    message: `The Kubernetes API does not take it (${code}: ${said}). Look at ${KEY}.`,
  };
}

/** A `Status` has a sentence; what stands between may answer with a page. */
function saidBy(body: unknown): string | undefined {
  const status = typeof body === 'string' ? parsed(body) : body;
  const { message } = (status ?? {}) as { message?: unknown };
  return typeof message === 'string' ? message : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { message: text.slice(0, 200) };
  }
}

function causeOf(error: unknown): string {
  const { cause, message } = error as Error;
  return cause instanceof Error ? cause.message : message ?? String(error);
}
