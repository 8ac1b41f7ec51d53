import fc from 'fast-check';
import { rowsOf } from '../bits/BitSet';
import { ColumnValues, encodeFeature } from '../features/encodeFeature';
import { planCategories } from '../features/planCategories';
import { planNumbers } from '../features/planNumbers';
import { TextColumnBuilder } from '../features/TextColumn';
import { sliceBits } from '../slices/sliceBits';
import type { Cohort } from './Cohort';
import { cohortOf } from './cohortOf';
import { cohortRows } from './cohortRows';
import { parseCohort } from './parseCohort';
import { printCohort } from './printCohort';

const texts = (values: readonly (string | null)[]) => {
  const builder = new TextColumnBuilder(values.length);
  values.forEach(value => builder.add(value));
  return builder.finish();
};
const ROWS = 6;
const columns = new Map<string, ColumnValues>([
  ['age', Float64Array.of(10, 20, 30, 40, NaN, 50)],
  ['first name', texts(['Ann', 'Ben', null, 'Ann', 'say "no"', 'Ben'])],
]);
const rows = (cohort: Cohort) => [...rowsOf(cohortRows(cohort, columns, ROWS))];

const conditions: fc.Arbitrary<Cohort> = fc.oneof(
  fc.record({
    type: fc.constant('is' as const),
    feature: fc.constant('first name'),
    values: fc.uniqueArray(fc.constantFrom('Ann', 'Ben', 'say "no"'), {
      minLength: 1,
    }),
  }),
  fc.record(
    {
      type: fc.constant('range' as const),
      feature: fc.constant('age'),
      from: fc.integer({ min: -9, max: 60 }),
      below: fc.double({ noNaN: true, noDefaultInfinity: true }),
    },
    { requiredKeys: ['type', 'feature'] },
  ),
  fc.record({
    type: fc.constant('missing' as const),
    feature: fc.constantFrom('age', 'first name'),
  }),
);
const { cohorts } = fc.letrec<{ cohorts: Cohort }>(tie => ({
  cohorts: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    conditions,
    fc.record({
      type: fc.constantFrom('and' as const, 'or' as const),
      of: fc.array(tie('cohorts'), { maxLength: 3 }),
    }),
    fc.record({ type: fc.constant('not' as const), of: tie('cohorts') }),
  ),
}));

describe('a cohort', () => {
  it('reads back, from what is printed, as the same rows', () => {
    fc.assert(
      fc.property(cohorts, cohort => {
        expect(rows(parseCohort(printCohort(cohort)))).toEqual(rows(cohort));
      }),
    );
  });

  it('is printed the same after it was read', () => {
    fc.assert(
      fc.property(cohorts, cohort => {
        const text = printCohort(parseCohort(printCohort(cohort)));
        expect(printCohort(parseCohort(text))).toBe(text);
      }),
    );
  });

  it('reads as people write it', () => {
    const text = 'age >= 20 and age < 50 and not "first name" in ("Ann", "x")';
    expect(printCohort(parseCohort(text))).toBe(text);
    expect(rows(parseCohort(text))).toEqual([1, 2]);
  });

  it('has and bind before or', () => {
    expect(
      rows(parseCohort('age = 50 or age > 10 and "first name" is Ann')),
    ).toEqual([3, 5]);
  });

  it.each([
    ['age >', 'Column 6: expected a number, found the end.'],
    ['age 3', 'Column 5: expected is, in, =, <, <=, > or >=, found 3.'],
    ['age = 3 age', 'Column 9: expected and, or or the end, found age.'],
    [
      'age = #',
      'Column 6: expected a name, a number, a text in quotes or a sign, found " #".',
    ],
    ['(age = 3', 'Column 9: expected ), found the end.'],
  ])('refuses %s and says where', (text, message) => {
    expect(() => parseCohort(text)).toThrow(message);
  });

  it('of a feature there is none of is refused by name', () => {
    expect(() => rows(parseCohort('size > 3'))).toThrow(
      'There is no feature size. There are age, first name.',
    );
  });
});

describe('cohortOf', () => {
  it('has the rows of the slice, whatever kind of code', () => {
    const values = fc.array(fc.option(fc.integer({ min: 0, max: 30 })), {
      minLength: 1,
    });
    const letters = fc.array(fc.option(fc.constantFrom('a', 'b', 'c', 'd')), {
      minLength: 1,
    });
    fc.assert(
      fc.property(values, letters, (numbers, words) => {
        const n = Math.min(numbers.length, words.length);
        const age = Float64Array.from(numbers.slice(0, n), v => v ?? NaN);
        const word = texts(words.slice(0, n));
        const features = [
          { name: 'age', plan: planNumbers(age, 3) },
          { name: 'word', plan: planCategories(word, 2) },
        ];
        const codes = [
          encodeFeature(features[0].plan, age),
          encodeFeature(features[1].plan, word),
        ];
        const known = new Map<string, ColumnValues>([
          ['age', age],
          ['word', word],
        ]);
        for (let row = 0; row < n; row++) {
          const predicates = codes.map((column, feature) => ({
            feature,
            code: column[row],
          }));
          expect(cohortRows(cohortOf(predicates, features), known, n)).toEqual(
            sliceBits(codes, predicates, n),
          );
        }
      }),
    );
  });
});
