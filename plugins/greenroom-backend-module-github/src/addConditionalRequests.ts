import type { Octokit } from '@octokit/rest';
import type { ConditionalCache } from './ConditionalCache';
import { trimAnswer } from './trimAnswer';

const OBJECT_ID = '[0-9a-f]{40}(?:[0-9a-f]{24})?';
/** Named by what they hold: asked once, they never change. */
const IMMUTABLE = new RegExp(
  `/(?:git/(?:trees|commits|tags)/${OBJECT_ID}|compare/${OBJECT_ID}\\.\\.\\.${OBJECT_ID})(?:\\?|$)`,
);
/** Named by what they hold too, and kept by whoever asked, as they are large. */
const BLOB = /\/git\/blobs\//;

/**
 * Makes every GET conditional on its ETag and answers what cannot change from
 * memory. First and later answers are trimmed alike, so that nobody comes to
 * rely on a field that is there only once.
 */
export function addConditionalRequests(
  octokit: Octokit,
  cache: ConditionalCache,
): void {
  octokit.hook.wrap('request', async (request, parameters) => {
    const { url } = octokit.request.endpoint.parse(parameters);
    if (parameters.method !== 'GET' || BLOB.test(url)) {
      return request(parameters);
    }
    const key = `${parameters.headers.accept} ${url}`;
    const cached = cache.get(key);
    const known = () => ({
      status: 200,
      url,
      headers: cached?.headers ?? {},
      data: JSON.parse(cached?.text ?? 'null'),
    });
    if (cached && !cached.etag) return known();
    // In place: an inner hook sees the parameters as they are, not those passed on.
    if (cached) parameters.headers['if-none-match'] = cached.etag;
    try {
      const response = await request(parameters);
      const { headers } = response;
      const etag = IMMUTABLE.test(url) ? undefined : headers.etag;
      if (!isJson(headers) || !(etag || IMMUTABLE.test(url))) return response;
      const text = trimAnswer(response.data);
      cache.set(key, { etag, headers, text });
      return { ...response, data: JSON.parse(text) };
    } catch (error) {
      if (!cached || (error as { status?: number }).status !== 304) throw error;
      return known();
    }
  });
}

function isJson(headers: { 'content-type'?: string }): boolean {
  return /^application\/([\w.]+\+)?json\b/.test(headers['content-type'] ?? '');
}
