import { prepareInputs } from './prepareInputs';

describe('prepareInputs', () => {
  it('scales pixels', () => {
    const inputs = prepareInputs(
      {
        steps: [
          { op: 'image', column: 'p', scale: 0.5, offset: 1, layout: 'flat' },
        ],
      },
      [{ p: Uint8Array.of(0, 4) }, { p: [2, 6] }],
    );
    expect(Array.from(inputs)).toEqual([1, 3, 2, 4]);
  });

  it('hashes words into buckets, of length one', () => {
    const [a, b, empty] = ['Buy now', 'now BUY', ''].map(text =>
      prepareInputs(
        {
          steps: [
            {
              op: 'hash-text',
              columns: ['t'],
              buckets: 64,
              ngrams: 1,
              lowercase: true,
              weighting: 'log',
              normalise: 'l2',
            },
          ],
        },
        [{ t: text }],
      ),
    );
    expect(a).toEqual(b);
    expect(Math.hypot(...a)).toBeCloseTo(1, 6);
    expect(Math.hypot(...empty)).toBe(0);
  });

  it('standardises numbers, a missing one is the mean', () => {
    const inputs = prepareInputs(
      {
        steps: [{ op: 'numbers', columns: ['x'], mean: [10], scale: [2] }],
      },
      [{ x: 14 }, { x: null }],
    );
    expect(Array.from(inputs)).toEqual([2, 0]);
  });

  it('names the column of a value that is no number', () => {
    expect(() =>
      prepareInputs(
        {
          steps: [{ op: 'numbers', columns: ['x'], mean: [0], scale: [1] }],
        },
        [{ x: 'tall' }],
      ),
    ).toThrow(/Column x holds "tall"/);
  });
});
