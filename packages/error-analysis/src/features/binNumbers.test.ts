import { binNumbers } from './binNumbers';
import { encodeCategories } from './encodeCategories';

describe('binNumbers', () => {
  it('makes bins that people can read, with what is missing in one of its own', () => {
    const { labels, codes } = binNumbers(
      Float64Array.from([...Array.from({ length: 100 }, (_, i) => i), NaN]),
      4,
    );
    expect(labels).toEqual([
      '[0, 25)',
      '[25, 50)',
      '[50, 75)',
      '[75, 99]',
      'missing',
    ]);
    expect([codes[0], codes[24], codes[25], codes[99], codes[100]]).toEqual([
      0, 0, 1, 3, 4,
    ]);
  });

  it('keeps few different values apart', () => {
    expect(binNumbers(Float64Array.of(1, 2, 1, 2)).labels).toEqual(['1', '2']);
  });
});

describe('encodeCategories', () => {
  it('gathers what is rare', () => {
    const { labels, codes } = encodeCategories(['a', 'a', 'b', 'c', null], 2);
    expect(labels).toEqual(['a', 'b', '(other)', 'missing']);
    expect(Array.from(codes)).toEqual([0, 0, 1, 2, 3]);
  });
});
