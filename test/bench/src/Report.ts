/** What a proof prints, and which of its figures were not as they must be. */
export class Report {
  readonly #misses: string[] = [];

  print(line: string): void {
    console.log(line);
  }

  /** Two answers that must be the same, compared as JSON. */
  same(what: string, found: unknown, expected: unknown): void {
    const [ours, theirs] = [found, expected].map(each => JSON.stringify(each));
    this.#hold(
      what,
      ours === theirs ? 'held' : 'missed',
      ours === theirs ? 'the same' : `${cut(ours)}, reference ${cut(theirs)}`,
    );
  }

  /** Numbers that must not be further apart than the tolerance, anywhere. */
  near(
    what: string,
    found: ArrayLike<number>,
    expected: ArrayLike<number>,
    tolerance: number,
  ): void {
    let furthest = found.length === expected.length ? 0 : Infinity;
    for (let i = 0; i < expected.length; i++) {
      const apart = Math.abs(found[i] - expected[i]);
      // NaN is as far as can be.
      if (!(apart <= furthest))
        furthest = Number.isNaN(apart) ? Infinity : apart;
    }
    this.#hold(
      what,
      furthest <= tolerance ? 'held' : 'missed',
      `at most ${furthest.toExponential(1)} apart (allowed ${tolerance})`,
    );
  }

  atMost(what: string, figure: number, limit: number, unit: string): void {
    this.#hold(
      what,
      figure <= limit ? 'held' : 'missed',
      `${rounded(figure)}${unit} (at most ${limit}${unit})`,
    );
  }

  atLeast(what: string, figure: number, limit: number, unit: string): void {
    this.#hold(
      what,
      figure >= limit ? 'held' : 'missed',
      `${rounded(figure)}${unit} (at least ${limit}${unit})`,
    );
  }

  /** @throws Error naming what was not held, if anything was not */
  end(): void {
    if (this.#misses.length > 0)
      throw new Error(`Not held: ${this.#misses.join('; ')}.`);
  }

  #hold(what: string, outcome: 'held' | 'missed', detail: string): void {
    this.print(`  ${outcome === 'held' ? '✓' : '✗'} ${what}: ${detail}`);
    if (outcome === 'missed') this.#misses.push(what);
  }
}

const LONGEST = 120;

function cut(text: string | undefined): string {
  if (text === undefined) return 'nothing';
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function rounded(figure: number): string {
  return figure.toFixed(Math.abs(figure) < 10 ? 3 : 0);
}
