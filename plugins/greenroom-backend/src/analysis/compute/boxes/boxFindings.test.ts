import {
  type Box,
  takeFindings,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { BoxIssue } from '@greenroom/label-quality';
import { boxFindings } from './boxFindings';

const box = (label: string, x: number): Box => ({
  label,
  x,
  y: 0,
  width: 10,
  height: 10,
});
const issue = (
  kind: BoxIssue['kind'],
  score: number,
  detection: number | null,
): BoxIssue => ({ image: 0, box: 0, kind, score, detection });

describe('boxFindings', () => {
  it('says one thing of one box: what speaks against it most', () => {
    const found = boxFindings(
      [issue('badly-located', 0.1, 0), issue('swapped', 0.1, 1)],
      { boxes: [box('cat', 0)] },
      [
        { box: box('cat', 8), score: 0.9 },
        { box: box('dog', 0), score: 0.98 },
      ],
    );
    expect(found).toEqual([
      expect.objectContaining({
        kind: 'swapped',
        given: box('cat', 0),
        suggested: box('dog', 0),
      }),
    ]);
  });

  it('keeps the class of a box that is elsewhere', () => {
    const [found] = boxFindings(
      [issue('badly-located', 0.1, 0)],
      { boxes: [box('cat', 0)] },
      [{ box: box('cat', 8), score: 0.9 }],
    );
    expect(found).toMatchObject({
      suggested: box('cat', 8),
      why: 'The model sees this cat 8 px to the right.',
    });
  });

  it('leaves two boxes of one place to a person', () => {
    const [found] = boxFindings(
      [issue('swapped', 0, null)],
      { boxes: [box('cat', 0), box('dog', 0)] },
      [],
    );
    expect(found).toMatchObject({
      suggested: box('cat', 0),
      why: expect.stringMatching(/Remove the wrong one/),
    });
  });

  it('suggests no part beyond the picture', () => {
    const [found] = boxFindings(
      [issue('overlooked', 0, 0)],
      { boxes: [], width: 20, height: 8 },
      [{ box: box('cat', 15), score: 0.99 }],
    );
    expect(found.suggested).toEqual({ ...box('cat', 15), width: 5, height: 8 });
  });

  it('overlooks nothing beyond the picture', () => {
    expect(
      boxFindings(
        [issue('overlooked', 0, 0)],
        { boxes: [], width: 20, height: 20 },
        [{ box: box('cat', 25), score: 0.99 }],
      ),
    ).toEqual([]);
  });
});

it('replaces, removes and adds boxes, and leaves the others in their order', () => {
  const given = [box('a', 0), box('b', 20), box('c', 40)];
  const finding = { score: 0, why: '' };
  expect(
    takeFindings(given, [
      { ...finding, kind: 'overlooked', suggested: box('d', 60) },
      { ...finding, kind: 'swapped', given: given[1], suggested: box('e', 20) },
      { ...finding, kind: 'badly_located', given: given[0] },
    ]),
  ).toEqual([box('e', 20), box('c', 40), box('d', 60)]);
});
