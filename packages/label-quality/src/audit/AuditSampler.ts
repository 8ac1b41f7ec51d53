import { allocateSample, Allocation } from './allocateSample';
import { auditRank } from './auditRank';

export type SampledRow = {
  readonly key: string;
  readonly stratum: string;
  /** Probability with which the row was drawn: sampled / size of its stratum. */
  readonly inclusion: number;
};

export type AuditSample = {
  /** In the order to decide them: any beginning of it is a sample too. */
  readonly rows: readonly SampledRow[];
  readonly strata: readonly SampledStratum[];
};

export type SampledStratum = {
  readonly name: string;
  /** Rows there are. */
  readonly size: number;
  /** Rows drawn. */
  readonly sampled: number;
};

type Ranked = { readonly key: string; readonly rank: number };
type Gathered = { size: number; ranked: Ranked[]; highest: number };

/**
 * Draws an audit sample: those rows of each stratum whose keys have the lowest
 * ranks under the seed. It depends on keys and seed alone, not on the order of
 * rows or on shards, and holds no more rows than it may draw.
 */
export class AuditSampler {
  readonly #strata = new Map<string, Gathered>();

  /**
   * @param size - rows to draw
   * @throws RangeError where that is no positive integer
   */
  constructor(private readonly seed: number, private readonly size: number) {
    if (!Number.isInteger(size) || size < 1)
      throw new RangeError(
        `A sample of ${size} rows cannot be drawn; say 1 or more.`,
      );
  }

  /** @param stratum - e.g. the row's class, its slice, or `flagged`; one for all draws a simple random sample */
  add(key: string, stratum = ''): void {
    const gathered = this.#stratum(stratum);
    gathered.size++;
    const rank = auditRank(this.seed, key);
    if (rank > gathered.highest) return;
    gathered.ranked.push({ key, rank });
    if (gathered.ranked.length >= 2 * this.size) this.#prune(gathered);
  }

  /** Takes in the rows another shard has seen, under the same seed and size. */
  merge(other: AuditSampler): void {
    for (const [name, theirs] of other.#strata) {
      const ours = this.#stratum(name);
      ours.size += theirs.size;
      ours.ranked.push(...theirs.ranked);
      this.#prune(ours);
    }
  }

  /**
   * @param allocation - how the sample is divided among strata
   * @throws RangeError naming a key that two rows have
   */
  finish(allocation: Allocation = { kind: 'proportional' }): AuditSample {
    const names = [...this.#strata.keys()].sort();
    const counts = allocateSample(
      names.map(name => ({ name, size: this.#strata.get(name)!.size })),
      this.size,
      allocation,
    );
    const strata = names.map((name, h) => ({
      name,
      size: this.#strata.get(name)!.size,
      sampled: counts[h],
    }));
    const rows = strata.flatMap(({ name, size, sampled }) => {
      const { ranked } = this.#strata.get(name)!;
      ranked.sort(byRank);
      assertDifferent(ranked);
      return ranked.slice(0, sampled).map(({ key }, position) => ({
        row: { key, stratum: name, inclusion: sampled / size },
        // All strata advance alike, so that no beginning favours one.
        progress: position / sampled,
      }));
    });
    // Stable: where two are as far, the stratum that comes first.
    rows.sort((a, b) => a.progress - b.progress);
    return { rows: rows.map(({ row }) => row), strata };
  }

  #stratum(name: string): Gathered {
    let found = this.#strata.get(name);
    if (!found) {
      found = { size: 0, ranked: [], highest: Infinity };
      this.#strata.set(name, found);
    }
    return found;
  }

  #prune(gathered: Gathered): void {
    if (gathered.ranked.length <= this.size) return;
    gathered.ranked.sort(byRank);
    gathered.ranked.length = this.size;
    gathered.highest = gathered.ranked[this.size - 1].rank;
  }
}

function byRank(a: Ranked, b: Ranked): number {
  if (a.rank !== b.rank) return a.rank - b.rank;
  return a.key < b.key ? -1 : Number(a.key > b.key);
}

function assertDifferent(ranked: readonly Ranked[]): void {
  const twice = ranked.find((row, i) => i > 0 && ranked[i - 1].key === row.key);
  if (twice)
    throw new RangeError(
      `Two rows have the key ${twice.key}. Name a key that tells rows apart.`,
    );
}
