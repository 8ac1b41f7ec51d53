/** Bulky, and read by nobody here: the links of the API to itself, and the text of differences. */
const LINK = /(^|_)url$/;

/**
 * An answer of the host as JSON text, without the links of the API to itself.
 * Of a repository in a listing they are more than half, and a listing of a
 * thousand repositories is kept between syncs. The address for people stays.
 */
export function trimAnswer(data: unknown): string {
  return JSON.stringify(data, (key, value) =>
    key === 'patch' || (LINK.test(key) && key !== 'html_url')
      ? undefined
      : value,
  );
}
