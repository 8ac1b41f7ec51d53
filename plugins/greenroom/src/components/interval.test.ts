import fc from 'fast-check';
import { type Interval, readInterval, writeInterval } from './interval';

const number = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .map(n => n + 0);
const interval = fc
  .record(
    { min: number, max: number, closed: fc.constant(true) },
    { requiredKeys: [] },
  )
  .filter(({ min, max }) => min !== undefined || max !== undefined);

describe('interval', () => {
  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(interval, (asked: Interval) =>
        expect(readInterval(writeInterval(asked))).toEqual(asked),
      ),
    );
  });

  it.each(['', '[,)', '[a,2)', '(1,2)', '[1,2', '[1,Infinity)'])(
    'makes nothing of %p',
    text => {
      expect(readInterval(text)).toBeUndefined();
    },
  );
});
