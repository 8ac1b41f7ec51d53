/** An answer of the host that may be asked for again by its ETag. */
export type CachedAnswer = {
  readonly etag: string;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  readonly data: unknown;
  readonly sizeBytes: number;
};

/**
 * Answers by URL, least recently used first out. A conditional request that
 * is answered `304 Not Modified` costs nothing of GitHub's rate limit.
 */
export class ConditionalCache {
  readonly #answers = new Map<string, CachedAnswer>();
  readonly #limitBytes: number;
  #totalBytes = 0;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  get(url: string): CachedAnswer | undefined {
    const answer = this.#answers.get(url);
    if (answer) {
      this.#answers.delete(url);
      this.#answers.set(url, answer);
    }
    return answer;
  }

  set(url: string, answer: CachedAnswer): void {
    this.#forget(url);
    if (answer.sizeBytes > this.#limitBytes / 8) return;
    this.#answers.set(url, answer);
    this.#totalBytes += answer.sizeBytes;
    for (const oldest of this.#answers.keys()) {
      if (this.#totalBytes <= this.#limitBytes) break;
      this.#forget(oldest);
    }
  }

  #forget(url: string): void {
    const answer = this.#answers.get(url);
    if (!answer) return;
    this.#answers.delete(url);
    this.#totalBytes -= answer.sizeBytes;
  }
}
