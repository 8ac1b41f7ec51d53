import fc from 'fast-check';
import type { Condition } from '@greenroom/backstage-plugin-greenroom-common';
import {
  readCohort,
  readCohorts,
  sameCohort,
  writeCohort,
  writeCohorts,
} from './cohortText';

const feature = fc.string({ minLength: 1, maxLength: 12, unit: 'binary' });
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    type: fc.constant('is' as const),
    feature,
    values: fc.array(fc.string({ maxLength: 8, unit: 'binary' }), {
      minLength: 1,
      maxLength: 4,
    }),
  }),
  fc.record({
    type: fc.constant('range' as const),
    feature,
    from: fc.integer(),
    below: fc.integer(),
    orMissing: fc.constant(true as const),
  }),
  fc.record({
    type: fc.constant('range' as const),
    feature,
    below: fc.integer(),
    closed: fc.constant(true),
  }),
  fc.record({ type: fc.constant('missing' as const), feature }),
);
const cohort = fc.array(condition, { maxLength: 5 });

describe('cohorts in the address bar', () => {
  it('can be read by people', () => {
    expect(
      writeCohort([
        { type: 'is', feature: 'group', values: ['hard', 'a=b'] },
        {
          type: 'range',
          feature: 'slant',
          from: 12,
          below: 24,
          orMissing: true,
        },
        { type: 'missing', feature: 'ink' },
      ]),
    ).toBe('group=hard|a\\=b&slant?:[12,24)&ink:missing');
  });

  it('are read back as they were written, whatever their names and values hold', () => {
    fc.assert(
      fc.property(cohort, each => {
        expect(readCohort(writeCohort(each))).toEqual(each);
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.array(condition, { minLength: 1 })), each => {
        expect(readCohorts(writeCohorts(each))).toEqual(each);
      }),
    );
  });

  it('leaves out what is no condition', () => {
    expect(readCohort('slant&a:[x,2)&=b&c=d=e&group=hard')).toEqual([
      { type: 'is', feature: 'group', values: ['hard'] },
    ]);
  });

  it('are the same in another order', () => {
    fc.assert(
      fc.property(cohort, each => {
        expect(sameCohort(each, [...each].reverse())).toBe(true);
      }),
    );
  });
});
