import fc from 'fast-check';
import { seededRandom } from '../seededRandom';
import { wilson } from '../wilson';
import { Allocation, allocateSample } from './allocateSample';
import { AuditSampler } from './AuditSampler';
import { decidedStrata, Verdict } from './decidedStrata';
import { finiteProportion } from './finiteProportion';
import { noiseByGroup } from './noiseByGroup';
import { noiseRate } from './noiseRate';
import { rowsToDecide } from './rowsToDecide';

const keys = (rows: number) =>
  Array.from({ length: rows }, (_, i) => `row-${i}`);

function draw(
  rows: readonly string[],
  size: number,
  seed = 1,
  stratumOf: (key: string) => string = () => '',
  allocation?: Allocation,
) {
  const sampler = new AuditSampler(seed, size);
  for (const key of rows) sampler.add(key, stratumOf(key));
  return sampler.finish(allocation);
}

const isOdd = (key: string) => (/[13579]$/.test(key) ? 'odd' : 'even');

describe('AuditSampler', () => {
  it('draws the same rows whatever their order and the shards they come in', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        fc.nat(60),
        (rows, size, cut) => {
          const [one, other] = [
            rows.slice(0, cut),
            rows.slice(cut).reverse(),
          ].map(shard => {
            const sampler = new AuditSampler(7, size);
            for (const key of shard) sampler.add(key, isOdd(key));
            return sampler;
          });
          other.merge(one);
          expect(other.finish()).toEqual(draw(rows, size, 7, isOdd));
        },
      ),
    );
  });

  it('draws other rows under another seed', () => {
    const [one, other] = [1, 2].map(seed =>
      draw(keys(1000), 50, seed).rows.map(row => row.key),
    );
    expect(other.filter(key => one.includes(key)).length).toBeLessThan(15);
  });

  it('draws every row about equally often', () => {
    const drawn = new Map<string, number>();
    for (let seed = 0; seed < 2000; seed++)
      for (const { key } of draw(keys(40), 10, seed).rows)
        drawn.set(key, (drawn.get(key) ?? 0) + 1);
    // 500 times each; the standard deviation is 19.4.
    for (const key of keys(40)) {
      expect(drawn.get(key)).toBeGreaterThan(420);
      expect(drawn.get(key)).toBeLessThan(580);
    }
  });

  it('draws more of the flagged, with known probabilities', () => {
    const { rows, strata } = draw(
      keys(1000),
      100,
      1,
      key => (key.endsWith('7') ? 'flagged' : 'unflagged'),
      { kind: 'oversampled', factors: { flagged: 9 } },
    );
    expect(strata).toEqual([
      { name: 'flagged', size: 100, sampled: 50 },
      { name: 'unflagged', size: 900, sampled: 50 },
    ]);
    expect(new Set(rows.map(row => row.inclusion))).toEqual(
      new Set([50 / 100, 50 / 900]),
    );
  });

  it('goes through all strata alike', () => {
    const { rows } = draw(keys(100), 20, 1, isOdd);
    expect(rows.slice(0, 10).filter(row => row.stratum === 'odd')).toHaveLength(
      5,
    );
  });

  it('names a key that two rows have', () => {
    expect(() => draw(['a', 'b', 'a'], 2)).toThrow('Two rows have the key a.');
  });
});

describe('allocateSample', () => {
  it('draws the total, or all there is, and two of each where it can', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 400 }), {
          minLength: 1,
          maxLength: 8,
        }),
        fc.integer({ min: 1, max: 500 }),
        (sizes, total) => {
          const strata = sizes.map((size, h) => ({ name: String(h), size }));
          const all = sizes.reduce((sum, size) => sum + size, 0);
          const counts = allocateSample(strata, total, {
            kind: 'proportional',
          });
          expect(counts.reduce((sum, count) => sum + count, 0)).toBe(
            Math.min(total, all),
          );
          counts.forEach((count, h) => {
            expect(count).toBeLessThanOrEqual(sizes[h]);
            const least = total >= 2 * sizes.length ? 2 : 0;
            expect(count).toBeGreaterThanOrEqual(Math.min(least, sizes[h]));
          });
        },
      ),
    );
  });
});

describe('decidedStrata', () => {
  it('counts the beginning of the drawn order, and not what was picked', () => {
    const sample = draw(keys(100), 6);
    const verdicts = new Map<string, Verdict>([
      [sample.rows[0].key, 'right'],
      [sample.rows[1].key, 'wrong'],
      [sample.rows[4].key, 'wrong'],
      ['row-of-another-sample', 'wrong'],
    ]);
    expect(decidedStrata(sample, verdicts)).toMatchObject([
      { size: 100, decided: 2, wrong: 1, waiting: 1 },
    ]);
  });
});

describe('noiseRate', () => {
  it("is Wilson's of a large table and a simple random sample", () => {
    const { rate, low, high } = noiseRate([
      { size: 1e9, decided: 200, wrong: 20 },
    ]);
    expect(rate).toBe(0.1);
    expect(low).toBeCloseTo(wilson(20, 200).low, 6);
    expect(high).toBeCloseTo(wilson(20, 200).high, 6);
  });

  it('takes strata that were drawn alike as one, of which each sees few errors', () => {
    const parts = [
      { size: 500, decided: 25, wrong: 1 },
      { size: 420, decided: 20, wrong: 0 },
      { size: 80, decided: 5, wrong: 2 },
    ];
    const { rate, low, high } = noiseRate(parts);
    const errors = 500 / 25 + 80 * (2 / 5);
    expect(rate).toBeCloseTo(errors / 1000, 12);
    const whole = { size: 1000, decided: 50, wrong: (50 * errors) / 1000 };
    expect({ low, high }).toEqual(finiteProportion(whole));
  });

  it('leaves nothing open once every row is decided', () => {
    expect(noiseRate([{ size: 50, decided: 50, wrong: 3 }])).toMatchObject({
      rate: 0.06,
      low: 0.06,
      high: 0.06,
    });
  });

  it('weighs each row by how many it stands for (Horvitz and Thompson)', () => {
    const { rate, standardError } = noiseRate([
      { size: 100, decided: 50, wrong: 30 },
      { size: 900, decided: 50, wrong: 1 },
    ]);
    expect(rate * 1000).toBeCloseTo(30 * 2 + 1 * 18, 10);
    const first = (0.1 ** 2 * (1 - 0.5) * 0.6 * 0.4) / 49;
    const second = (0.9 ** 2 * (1 - 50 / 900) * 0.02 * 0.98) / 49;
    expect(standardError).toBeCloseTo(Math.sqrt(first + second), 12);
  });

  it('leaves open what nobody has looked at', () => {
    const { unseen, high } = noiseRate([
      { size: 600, decided: 100, wrong: 0 },
      { size: 400, decided: 0, wrong: 0 },
    ]);
    expect(unseen).toBeCloseTo(0.4, 12);
    expect(high).toBeGreaterThan(0.4);
  });

  it('refuses counts that cannot be', () => {
    expect(() => noiseRate([{ size: 9, decided: 10, wrong: 0 }])).toThrow(
      '0 wrong of 10 decided of 9 rows is impossible.',
    );
  });
});

/** How likely each number of wrong rows is among those drawn (hypergeometric). */
function drawnWrong(size: number, wrong: number, decided: number): number[] {
  const logs = [0];
  for (let i = 1; i <= size; i++) logs[i] = logs[i - 1] + Math.log(i);
  const choose = (n: number, k: number) =>
    k < 0 || k > n ? -Infinity : logs[n] - logs[k] - logs[n - k];
  return Array.from({ length: decided + 1 }, (_, x) =>
    Math.exp(
      choose(wrong, x) +
        choose(size - wrong, decided - x) -
        choose(size, decided),
    ),
  );
}

const covers = (
  { low, high }: { low: number; high: number },
  truth: number,
): boolean => low <= truth + 1e-12 && high >= truth - 1e-12;

describe('the interval of the noise rate covers the truth', () => {
  const RATES = [0.002, 0.005, 0.01, 0.03, 0.05, 0.1, 0.2, 0.4];
  const SIZES = [50, 100, 200, 400];

  it.each(
    [500, 2000, 20_000].flatMap(size => SIZES.map(decided => [size, decided])),
  )('in 93 %% of all samples: %i rows, %i decided', (size, decided) => {
    for (const rate of RATES) {
      const wrong = Math.round(size * rate);
      const covered = drawnWrong(size, wrong, decided).reduce(
        (sum, chance, x) =>
          covers(finiteProportion({ size, decided, wrong: x }), wrong / size)
            ? sum + chance
            : sum,
        0,
      );
      expect({ rate, covered: covered >= 0.93 }).toEqual({
        rate,
        covered: true,
      });
    }
  });

  it.each([
    ['flagged rows half right', 0.5, 0.01, [50, 50]],
    ['flagged rows mostly wrong', 0.9, 0.005, [60, 240]],
    ['flagged rows mostly right', 0.2, 0.03, [100, 100]],
    ['hardly any error elsewhere', 0.7, 0.001, [40, 160]],
  ] as const)(
    'in 93 %% of all stratified samples: %s',
    (_, precision, missed, [flagged, others]) => {
      const sizes = [500, 4500];
      const wrong = [500 * precision, 4500 * missed].map(Math.round);
      const [first, second] = [flagged, others].map((decided, h) =>
        drawnWrong(sizes[h], wrong[h], decided),
      );
      let covered = 0;
      first.forEach((p, x) =>
        second.forEach((q, y) => {
          if (p * q < 1e-9) return;
          const found = noiseRate([
            { size: sizes[0], decided: flagged, wrong: x },
            { size: sizes[1], decided: others, wrong: y },
          ]);
          if (covers(found, (wrong[0] + wrong[1]) / 5000)) covered += p * q;
        }),
      );
      expect(covered).toBeGreaterThanOrEqual(0.93);
    },
  );

  it.each([
    ['simple, decided in full', 0.05, 'one', 1],
    ['simple, half decided', 0.12, 'one', 0.5],
    ['by class, decided in full', 0.05, 'classes', 1],
    ['by class, a third decided', 0.2, 'classes', 1 / 3],
    ['by class, few errors in each', 0.02, 'classes', 1],
    ['flagged oversampled, decided in full', 0.03, 'flagged', 1],
    ['flagged oversampled, half decided', 0.08, 'flagged', 0.5],
  ] as const)('in 93 %% of simulated reviews: %s', (_, rate, strata, share) => {
    const random = seededRandom(5);
    const rows = keys(1500);
    const wrong = new Set(rows.filter(() => random() < rate));
    // The model flags 70 % of the errors and 3 % of the rest.
    const flagged = new Set(
      rows.filter(key => random() < (wrong.has(key) ? 0.7 : 0.03)),
    );
    const stratumOf = (key: string) => {
      if (strata === 'one') return '';
      if (strata === 'classes') return key.slice(-1);
      return flagged.has(key) ? 'flagged' : 'unflagged';
    };
    const REVIEWS = 400;
    let covered = 0;
    for (let seed = 0; seed < REVIEWS; seed++) {
      const sample = draw(rows, 240, seed, stratumOf, {
        kind: 'oversampled',
        factors: { flagged: 8 },
      });
      const verdicts = new Map<string, Verdict>(
        sample.rows
          .slice(0, sample.rows.length * share)
          .map(({ key }) => [key, wrong.has(key) ? 'wrong' : 'right']),
      );
      const found = noiseRate(decidedStrata(sample, verdicts));
      if (covers(found, wrong.size / rows.length)) covered++;
    }
    expect(covered / REVIEWS).toBeGreaterThanOrEqual(0.93);
  });
});

describe('noiseByGroup', () => {
  const whole = [{ size: 10_000, decided: 400, wrong: 40 }];
  const group = (name: string, wrong: number) => ({
    name,
    strata: [{ size: 2500, decided: 100, wrong }],
  });
  const groups = [group('a', 28), group('b', 4), group('c', 4), group('d', 4)];

  it('widens intervals so that all hold at once', () => {
    const [{ noise }] = noiseByGroup(whole, groups);
    const alone = noiseRate(groups[0].strata);
    expect(noise.rate).toBe(0.28);
    expect(noise.low).toBeLessThan(alone.low);
    expect(noise.high).toBeGreaterThan(alone.high);
  });

  it('tells the group that differs, and no less sure of it for being one of few', () => {
    const found = noiseByGroup(whole, groups);
    expect(found[0].qValue).toBeLessThan(0.001);
    expect(found[0].qValue).toBeGreaterThanOrEqual(found[0].pValue);
  });

  it('calls a difference that could be chance none', () => {
    const [{ qValue }] = noiseByGroup(whole, [
      group('a', 12),
      group('b', 9),
      group('c', 10),
      group('d', 9),
    ]);
    expect(qValue).toBeGreaterThan(0.3);
  });
});

describe('rowsToDecide', () => {
  const stratum = { size: 100_000, decided: 100, wrong: 10, sampled: 1000 };

  it('says how many more make the interval as narrow as that', () => {
    const more = rowsToDecide([stratum], 0.02);
    const { low, high } = noiseRate([
      { size: 100_000, decided: 100 + more, wrong: (100 + more) / 10 },
    ]);
    expect((high - low) / 2).toBeLessThanOrEqual(0.02);
    expect((high - low) / 2).toBeGreaterThan(0.0195);
  });

  it('says 0 where it is narrow enough', () => {
    expect(rowsToDecide([stratum], 0.2)).toBe(0);
  });
});
