import fc from 'fast-check';
import { planCounts } from './planCounts';

const sizes = new Map([
  ['a', 50],
  ['b', 20],
  ['c', 3],
]);

describe('planCounts', () => {
  it('brings groups to the size of the largest, within what their own rows bear', () => {
    expect(planCounts(sizes, { type: 'balance', mostTimes: 2 })).toEqual(
      new Map([
        ['a', 0],
        ['b', 30],
        ['c', 6],
      ]),
    );
  });

  it('makes so many for each row', () => {
    expect(planCounts(sizes, { type: 'times', times: 0.5 })).toEqual(
      new Map([
        ['a', 25],
        ['b', 10],
        ['c', 2],
      ]),
    );
  });

  it('shares so many rows out, and loses none', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(100), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 1_000 }),
        (counts, rows) => {
          fc.pre(counts.some(count => count > 0));
          const planned = planCounts(new Map(counts.entries()), {
            type: 'rows',
            rows,
          });
          const sum = [...planned.values()].reduce((a, b) => a + b, 0);
          expect(sum).toBe(rows);
        },
      ),
    );
  });
});
