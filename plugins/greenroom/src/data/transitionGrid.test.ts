import fc from 'fast-check';
import { transitionGrid } from './transitionGrid';

const label = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz');
const transitions = fc.uniqueArray(
  fc.record({ from: label, to: label, count: fc.nat(1000) }),
  { selector: ({ from, to }) => from + to },
);

describe('transitionGrid', () => {
  it('counts each transition in its cell or among those left out', () => {
    fc.assert(
      fc.property(transitions, all => {
        const { labels, counts, left } = transitionGrid(all);
        const shown = all.filter(
          ({ from, to }) => labels.includes(from) && labels.includes(to),
        );
        expect(all.length - shown.length).toBe(left);
        for (const { from, to, count } of shown)
          expect(counts[labels.indexOf(from)][labels.indexOf(to)]).toBe(count);
      }),
    );
  });

  it('keeps the labels with most changes, in the declared order', () => {
    const all = Array.from({ length: 20 }, (_, i) => ({
      from: String(i),
      to: String((i + 1) % 20),
      count: i + 1,
    }));
    const { labels } = transitionGrid(all, ['19', '18', '17']);
    expect(labels.slice(0, 3)).toEqual(['19', '18', '17']);
    expect(labels).toHaveLength(12);
    expect(labels).not.toContain('3');
  });
});
