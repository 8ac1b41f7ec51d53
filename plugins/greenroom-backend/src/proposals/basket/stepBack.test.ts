import type { ProposalEntry } from '@greenroom/backstage-plugin-greenroom-common';
import fc from 'fast-check';
import { entryId, stepBack } from './stepBack';

const entries = fc.uniqueArray(
  fc.record({
    key: fc.constantFrom('1', '2', 'cohort a'),
    kind: fc.constantFrom('keep' as const, 'exclude' as const),
    from: fc.constantFrom('a', 'b'),
  }),
  { selector: ({ key }) => key },
);

describe('stepBack', () => {
  it('leads from what is there to what was', () => {
    fc.assert(
      fc.property(entries, entries, (before, after) => {
        const back = stepBack(before, after) ?? { put: [], remove: [] };
        const gone = new Set([...back.put, ...back.remove].map(entryId));
        const there = [
          ...(after as ProposalEntry[]).filter(
            entry => !gone.has(entryId(entry)),
          ),
          ...back.put,
        ];
        const sorted = (all: readonly ProposalEntry[]) =>
          [...all].sort((a, b) => (a.key < b.key ? -1 : 1));
        expect(sorted(there)).toEqual(sorted(before));
      }),
    );
  });
});
