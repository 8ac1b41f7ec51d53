import type { Box } from '@greenroom/backstage-plugin-greenroom-common';
import { beginDraft, placeBox, turnFinding } from './boxDraft';
import { draftMarks, marksOfFinding } from './draftMarks';

const box = (label: string, x: number): Box => ({
  label,
  x,
  y: 2,
  width: 20,
  height: 28,
});
const draft = beginDraft(
  [box('1', 50), box('4', 10)],
  [
    { kind: 'overlooked', suggested: box('7', 90), score: 0, why: '' },
    {
      kind: 'swapped',
      given: box('4', 10),
      suggested: box('9', 10),
      score: 0,
      why: '',
    },
  ],
);
const seen = (of = draft) =>
  draftMarks(of).map(
    ({ origin, name, isFaint }) =>
      `${origin} ${name}${isFaint ? ', faint' : ''}`,
  );

describe('draftMarks', () => {
  it('numbers findings on the box they are about and on what they would have', () => {
    expect(seen()).toEqual([
      'given 1',
      'given 2 4',
      'suggested 1 7',
      'suggested 2 9',
    ]);
  });

  it('draws faintly what is not to stand', () => {
    expect(seen(turnFinding(draft, 0))).toContain('suggested 1 7, faint');
    expect(seen(placeBox(draft, 'given 0', box('1', 55)))).toEqual(
      expect.arrayContaining(['given 1, faint', 'person 1']),
    );
  });

  it('points at both boxes of a finding', () => {
    expect(marksOfFinding(draft, 1)).toEqual(['finding 1', 'given 1']);
  });
});
