type Headers = Readonly<Record<string, string | number | undefined>>;

/** An answer of the host that need not be sent again. */
export type CachedAnswer = {
  /** Absent where the answer can never change. */
  readonly etag?: string;
  readonly headers: Headers;
  /** JSON text: whoever reads the answer gets one of their own, to change as they like. */
  readonly text: string;
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
    // One answer shall not push out all the others.
    if (sizeBytes(answer) > this.#limitBytes / 8) return;
    this.#answers.set(url, answer);
    this.#totalBytes += sizeBytes(answer);
    for (const oldest of this.#answers.keys()) {
      if (this.#totalBytes <= this.#limitBytes) break;
      this.#forget(oldest);
    }
  }

  #forget(url: string): void {
    const answer = this.#answers.get(url);
    if (!answer) return;
    this.#answers.delete(url);
    this.#totalBytes -= sizeBytes(answer);
  }
}

/** By characters: answers are mostly ASCII, which takes a byte each. */
function sizeBytes(answer: CachedAnswer): number {
  return answer.text.length;
}
