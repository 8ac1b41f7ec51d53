const STATE_WORDS = 624;
const MIDDLE_WORD = 397;

/**
 * The generator of numpy's `RandomState` (MT19937, Matsumoto and Nishimura
 * 1998), for checks whose answer depends on the permutations that are drawn.
 */
export class MersenneTwister {
  readonly #state = new Uint32Array(STATE_WORDS);
  #next = STATE_WORDS;

  /** @param seed - a whole number from 0 to below 2^32 */
  constructor(seed: number) {
    this.#state[0] = seed;
    for (let i = 1; i < STATE_WORDS; i++) {
      const last = this.#state[i - 1];
      this.#state[i] = Math.imul(1812433253, last ^ (last >>> 30)) + i;
    }
  }

  /** The numbers below n in an order drawn at random (numpy's `permutation`). */
  permutation(n: number): Int32Array {
    const drawn = Int32Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i--) {
      const j = this.#atMost(i);
      [drawn[i], drawn[j]] = [drawn[j], drawn[i]];
    }
    return drawn;
  }

  /** Drawn again until it is not above: no number is likelier than another. */
  #atMost(highest: number): number {
    const mask = 2 ** (32 - Math.clz32(highest)) - 1;
    for (;;) {
      const value = (this.#word() & mask) >>> 0;
      if (value <= highest) return value;
    }
  }

  #word(): number {
    if (this.#next === STATE_WORDS) this.#renew();
    let word = this.#state[this.#next++];
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    return (word ^ (word >>> 18)) >>> 0;
  }

  #renew(): void {
    const state = this.#state;
    for (let i = 0; i < STATE_WORDS; i++) {
      const mixed =
        (state[i] & 0x80000000) | (state[(i + 1) % STATE_WORDS] & 0x7fffffff);
      state[i] =
        state[(i + MIDDLE_WORD) % STATE_WORDS] ^
        (mixed >>> 1) ^
        (mixed & 1 ? 0x9908b0df : 0);
    }
    this.#next = 0;
  }
}
