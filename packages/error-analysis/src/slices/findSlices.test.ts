import fc from 'fast-check';
import { findSlices, SliceQuestion } from './findSlices';
import { searchSlices } from './searchSlices';
import { createSliceMemory } from './SliceKernel';
import { sliceScore } from './sliceScore';
import { SliceRows } from './SliceRows';
import type { PartAnswer } from './SliceStep';

type Table = Pick<SliceQuestion, 'codes' | 'cardinalities' | 'errors'>;

const CARDINALITIES = [3, 2, 3, 2];

/** Few rows, so that errors of 0 and 1 and amounts of error make many ties. */
const tables: fc.Arbitrary<Table> = fc
  .tuple(
    fc.constantFrom([0, 0, 0, 1], [0, 0.25, 0.5, 3]),
    fc.array(
      fc.tuple(
        fc.integer({ min: -1, max: 2 }),
        fc.integer({ min: 0, max: 1 }),
        fc.integer({ min: 0, max: 2 }),
        fc.integer({ min: 0, max: 1 }),
        fc.integer({ min: 0, max: 3 }),
      ),
      { minLength: 5, maxLength: 60 },
    ),
  )
  .map(([amounts, rows]) => ({
    codes: CARDINALITIES.map((_, f) => Int32Array.from(rows, row => row[f])),
    cardinalities: CARDINALITIES,
    errors: Float64Array.from(rows, row => amounts[row[4]]),
  }))
  .filter(({ errors }) => errors.some(error => error > 0));

/** Every conjunction of at most so many predicates, one after the other. */
function bruteForce(table: Table, k: number, minSupport: number, most: number) {
  const { codes, cardinalities, errors } = table;
  const whole = {
    rows: errors.length,
    averageError: errors.reduce((sum, e) => sum + e, 0) / errors.length,
    alpha: 0.95,
    minSupport,
  };
  let conjunctions: number[][] = [[]];
  for (const cardinality of cardinalities)
    conjunctions = conjunctions.flatMap(head =>
      Array.from({ length: cardinality + 1 }, (_, code) => [...head, code - 1]),
    );
  const scores = conjunctions.flatMap(wanted => {
    const predicates = wanted.filter(code => code >= 0).length;
    if (predicates === 0 || predicates > most) return [];
    const rows = [...errors.keys()].filter(i =>
      wanted.every((code, f) => code < 0 || codes[f][i] === code),
    );
    const sum = rows.reduce((total, i) => total + errors[i], 0);
    if (rows.length < minSupport || sum === 0) return [];
    const score = sliceScore(whole, rows.length, sum);
    return score > 0 ? [score] : [];
  });
  scores.sort((x, y) => y - x);
  const last = scores[Math.min(k, scores.length) - 1] ?? Infinity;
  return scores.filter(score => score >= last - 1e-12);
}

/** Of all slices of one or two predicates, the scores of the k best and of those that tie with the last. */
function pairScores(
  { codes, cardinalities, errors }: Table,
  k: number,
  minSupport: number,
): number[] {
  const whole = {
    rows: errors.length,
    averageError: errors.reduce((sum, e) => sum + e, 0) / errors.length,
    alpha: 0.95,
    minSupport,
  };
  const scores: number[] = [];
  const offer = (size: number, sumError: number) => {
    const score = sliceScore(whole, size, sumError);
    if (size >= minSupport && sumError > 0 && score > 0) scores.push(score);
  };
  // A feature with itself is its values alone.
  for (let a = 0; a < codes.length; a++)
    for (let b = a; b < codes.length; b++) {
      const size = new Int32Array(cardinalities[a] * cardinalities[b]);
      const sums = new Float64Array(size.length);
      for (let row = 0; row < errors.length; row++) {
        const at = codes[a][row] * cardinalities[b] + codes[b][row];
        size[at]++;
        sums[at] += errors[row];
      }
      size.forEach((each, at) => offer(each, sums[at]));
    }
  scores.sort((x, y) => y - x);
  return scores.filter(score => score >= scores[k - 1] - 1e-12);
}

/** Multiplicative congruential, of Park and Miller (1988). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** By several workers on the same memory, each part by whoever is drawn, the last part first. */
function byWorkers(
  question: SliceQuestion,
  workers: number,
  draw: () => number,
) {
  const all = Array.from(
    { length: workers },
    (_, worker) => new SliceRows(question, { worker, workers }),
  );
  const search = searchSlices(question);
  let step = search.next();
  while (!step.done) {
    const { setup, parts, meanwhile } = step.value;
    const memory =
      setup?.kind === 'keep'
        ? createSliceMemory(all[0].bytesFor(setup.singles))
        : undefined;
    if (setup) all.forEach(worker => worker.take(setup, memory));
    const answers = new Array<PartAnswer>(parts.length);
    for (let i = parts.length - 1; i >= 0; i--)
      answers[i] = all[Math.floor(draw() * workers)].answer(parts[i]);
    meanwhile?.();
    step = search.next(answers);
  }
  return step.value;
}

describe('findSlices', () => {
  it('gives, pruned, what trying every conjunction gives, with all ties of the last rank', () => {
    const questions = fc.tuple(
      tables,
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 4 }),
    );
    fc.assert(
      fc.property(questions, ([table, k, maxLevel]) => {
        const question = { ...table, k, maxLevel, minSupport: 2 };
        const found = findSlices(question).slices.map(({ score }) => score);
        const expected = bruteForce(table, k, 2, maxLevel);
        expect(found).toHaveLength(expected.length);
        found.forEach((score, i) => expect(score).toBeCloseTo(expected[i], 9));
      }),
      { numRuns: 200 },
    );
  });

  it('gives the very same by several workers as by one', () => {
    fc.assert(
      fc.property(
        tables,
        fc.integer({ min: 2, max: 4 }),
        fc.integer({ min: 1, max: 1_000 }),
        (table, workers, seed) => {
          const question = { ...table, k: 4, maxLevel: 4, minSupport: 2 };
          expect(byWorkers(question, workers, seeded(seed))).toEqual(
            findSlices(question),
          );
        },
      ),
    );
  });

  it('gives the same whatever the order of the rows', () => {
    fc.assert(
      fc.property(tables, table => {
        const question = { ...table, k: 4, minSupport: 2 };
        const turned = findSlices({
          ...question,
          codes: table.codes.map(column => column.toReversed()),
          errors: table.errors.toReversed(),
        });
        expect(turned.slices.map(slice => slice.predicates)).toEqual(
          findSlices(question).slices.map(slice => slice.predicates),
        );
      }),
    );
  });

  it('gives what trying every pair gives, where there are more than are asked about at once', () => {
    const [rows, features, codes] = [90, 110, 4];
    const random = seeded(3);
    const table = {
      codes: Array.from({ length: features }, () =>
        Int32Array.from({ length: rows }, () => Math.floor(random() * codes)),
      ),
      cardinalities: new Array<number>(features).fill(codes),
      errors: Float64Array.from({ length: rows }, () => Number(random() < 0.4)),
    };
    const question = { ...table, k: 300, maxLevel: 2, minSupport: 6 };
    const found = findSlices(question);
    expect(found.slices.map(({ score }) => score)).toEqual(
      pairScores(table, 300, 6),
    );
    expect(byWorkers(question, 3, seeded(5))).toEqual(found);
  });

  it('names other descriptions of the very same rows', () => {
    const half = Int32Array.from({ length: 40 }, (_, i) => (i < 20 ? 0 : 1));
    const { slices } = findSlices({
      codes: [half, half],
      cardinalities: [2, 2],
      errors: Float64Array.from({ length: 40 }, (_, i) => (i < 10 ? 1 : 0)),
    });
    expect(slices[0].sameRowsAs.length).toBeGreaterThan(0);
  });

  it('puts a planted weak slice first, and calls it significant', () => {
    const rows = Array.from({ length: 600 }, (_, i) => ({
      a: i % 3,
      b: (i >> 2) % 2,
      e: 0,
    }));
    rows.forEach((row, i) => {
      row.e =
        row.a === 1 && row.b === 1 ? Number(i % 2 === 0) : Number(i % 20 === 0);
    });
    const { slices } = findSlices({
      codes: [
        Int32Array.from(rows, row => row.a),
        Int32Array.from(rows, row => row.b),
      ],
      cardinalities: [3, 2],
      errors: Float64Array.from(rows, row => row.e),
    });
    expect(slices[0].predicates).toEqual([
      { feature: 0, code: 1 },
      { feature: 1, code: 1 },
    ]);
    expect(slices[0].qValue).toBeLessThan(0.001);
  });

  it('finds nothing where there is no error', () => {
    const answer = findSlices({
      codes: [Int32Array.of(0, 1)],
      cardinalities: [2],
      errors: new Float64Array(2),
    });
    expect(answer).toMatchObject({ rows: 2, averageError: 0, slices: [] });
  });

  it('finds nothing of no rows', () => {
    const none = { codes: [], cardinalities: [], errors: new Float64Array(0) };
    expect(findSlices(none).slices).toEqual([]);
  });

  it.each([
    [{ k: 0 }, /k is 0/],
    [{ maxLevel: 1.5 }, /maxLevel is 1.5/],
    [{ alpha: 0 }, /alpha is 0/],
    [{ errors: Float64Array.of(1, -1) }, /Row 1 has error -1/],
    [{ errors: Float64Array.of(1) }, /Feature 0 has 2 rows; there are 1/],
    [{ cardinalities: [1] }, /Feature 0, row 1: code 1 of 1/],
  ])('refuses %j', (wrong, message) => {
    expect(() =>
      findSlices({
        codes: [Int32Array.of(0, 1)],
        cardinalities: [2],
        errors: Float64Array.of(1, 0),
        ...wrong,
      }),
    ).toThrow(message);
  });
});
