import { boxChanges, boxChangesText } from './boxChanges';
import type { Box } from './rows';

const box = (label: string, x: number): Box => ({
  label,
  x,
  y: 2,
  width: 20,
  height: 28,
});
const text = (before: Box[], after: Box[]) =>
  boxChangesText(boxChanges(before, after));

describe('boxChanges', () => {
  it('sees no change in another order', () => {
    const boxes = [box('4', 10), box('1', 50)];
    expect(boxChanges(boxes, [...boxes].reverse())).toEqual([]);
  });

  it('says what was drawn, taken away, moved and called otherwise', () => {
    expect(
      text(
        [box('4', 10), box('1', 50), box('2', 90), box('3', 130)],
        [box('9', 10), box('1', 52), box('3', 130), box('8', 170)],
      ),
    ).toBe('1 added, 1 removed, 1 moved, 1 from 4 to 9');
  });

  it('says that a box was both moved and called otherwise', () => {
    expect(text([box('4', 10)], [box('9', 12)])).toBe(
      '1 from 4 to 9 and moved',
    );
  });

  it('knows a box again that slipped beside its place, if its class is the same', () => {
    expect(text([box('4', 10)], [box('4', 32)])).toBe('1 moved');
    expect(text([box('4', 10)], [box('9', 32)])).toBe('1 added, 1 removed');
  });

  it('takes boxes that are far apart for two things', () => {
    expect(text([box('4', 10)], [box('4', 60)])).toBe('1 added, 1 removed');
  });

  it('joins the pairs that overlap most first', () => {
    expect(boxChanges([box('4', 10), box('4', 16)], [box('4', 15)])).toEqual([
      { from: box('4', 10) },
      { from: box('4', 16), to: box('4', 15) },
    ]);
  });

  it('counts boxes that are alike', () => {
    expect(text([box('4', 10), box('4', 10)], [box('4', 10)])).toBe(
      '1 removed',
    );
  });

  it('says that nothing changed', () => {
    expect(text([box('4', 10)], [box('4', 10)])).toBe('nothing changed');
  });
});
