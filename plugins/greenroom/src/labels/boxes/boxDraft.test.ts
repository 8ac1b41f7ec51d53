import fc from 'fast-check';
import {
  type Box,
  type BoxFinding,
  boxesText,
  readBoxesText,
  takeFindings,
} from '@greenroom/backstage-plugin-greenroom-common';
import {
  addBox,
  beginDraft,
  type BoxDraft,
  draftBoxes,
  draftWords,
  placeBox,
  removeBox,
  removedBoxes,
  restoreBox,
  takeDraft,
  turnFinding,
} from './boxDraft';

const box = (label: string, x: number): Box => ({
  label,
  x,
  y: 2,
  width: 20,
  height: 28,
});
const FOUR = box('4', 10);
const ONE = box('1', 50);
const FINDINGS: BoxFinding[] = [
  {
    kind: 'swapped',
    given: FOUR,
    suggested: box('9', 10),
    score: 0.02,
    why: 'It looks like a 9.',
  },
  {
    kind: 'overlooked',
    suggested: box('7', 90),
    score: 0.1,
    why: 'A 7 stands here.',
  },
];
const GIVEN = boxesText([FOUR, ONE]);
const begun = () => beginDraft([FOUR, ONE], FINDINGS);
const boxesOf = (draft: BoxDraft) => draftBoxes(draft).map(each => each.box);

describe('boxDraft', () => {
  it('takes all findings at first, as the suggestion does', () => {
    expect(boxesOf(begun())).toEqual([box('9', 10), ONE, box('7', 90)]);
    expect(draftWords(begun())).toBe('1 added, 1 from 4 to 9');
  });

  it('leaves a finding out, and takes it again', () => {
    const without = turnFinding(begun(), 0);
    expect(boxesOf(without)).toEqual([FOUR, ONE, box('7', 90)]);
    expect(turnFinding(without, 0)).toEqual(begun());
  });

  it('lets a person move, rename, draw, remove and put back', () => {
    const moved = placeBox(begun(), 'given 1', box('1', 55));
    const { draft } = addBox(moved, box('3', 120));
    const removed = removeBox(draft, 'finding 1');
    expect(boxesOf(removed)).toEqual([
      box('9', 10),
      box('1', 55),
      box('3', 120),
    ]);
    expect(removedBoxes(removed).map(each => each.box)).toEqual([box('7', 90)]);
    expect(restoreBox(removed, 'finding 1')).toEqual(draft);
  });

  it('says who last said how a box stands', () => {
    const draft = placeBox(begun(), 'given 1', box('1', 55));
    expect(draftBoxes(draft).map(({ origin }) => origin)).toEqual([
      'suggested',
      'person',
      'suggested',
    ]);
  });

  it('gives drawn boxes ids of their own, also after one is removed', () => {
    const first = addBox(begun(), box('3', 120));
    const second = addBox(removeBox(first.draft, first.id), box('5', 130));
    expect(second.id).not.toBe(first.id);
    expect(boxesOf(second.draft)).toContainEqual(box('5', 130));
  });

  it('lets the finding stand again that a person had changed', () => {
    const changed = placeBox(begun(), 'given 0', box('2', 12));
    expect(boxesOf(turnFinding(turnFinding(changed, 0), 0))[0]).toEqual(
      box('9', 10),
    );
  });
});

describe('takeDraft', () => {
  const row = { key: 'a.png', given: GIVEN };

  it('is a relabel to the boxes of the draft, for the reasons of what was taken', () => {
    expect(takeDraft(row, turnFinding(begun(), 1))).toEqual({
      key: 'a.png',
      kind: 'relabel',
      from: GIVEN,
      to: boxesText([box('9', 10), ONE]),
      reason: 'It looks like a 9.',
    });
  });

  it('keeps a picture of which nothing is taken', () => {
    expect(
      takeDraft(row, turnFinding(turnFinding(begun(), 0), 1)),
    ).toMatchObject({ kind: 'keep', from: GIVEN });
  });

  it('takes what the findings that are switched on say, whichever they are', () => {
    const boxes = fc.uniqueArray(
      fc.record({
        label: fc.constantFrom('1', '4', '9'),
        x: fc.integer({ min: 0, max: 90 }),
        y: fc.integer({ min: 0, max: 90 }),
        width: fc.integer({ min: 1, max: 40 }),
        height: fc.integer({ min: 1, max: 40 }),
      }),
      { maxLength: 6, selector: each => boxesText([each]) },
    );
    fc.assert(
      fc.property(
        boxes,
        boxes,
        fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
        (given, others, choices) => {
          const findings = others.map(
            (suggested, index): BoxFinding => ({
              kind: 'swapped',
              given: choices[index + 6] ? given[index] : undefined,
              suggested,
              score: 0,
              why: 'w',
            }),
          );
          let draft = beginDraft(given, findings);
          findings.forEach((_, index) => {
            if (!choices[index]) draft = turnFinding(draft, index);
          });
          const word = takeDraft({ key: 'k', given: boxesText(given) }, draft);
          expect(boxesText(readBoxesText(word.to ?? word.from)!)).toBe(
            boxesText(
              word.to === undefined
                ? given
                : takeFindings(
                    given,
                    findings.filter((_, index) => choices[index]),
                  ),
            ),
          );
        },
      ),
    );
  });
});
