import { boxesText } from '@greenroom/backstage-plugin-greenroom-common';
import { assertDecision } from './assertDecision';

const FOUR = { label: '4', x: 10, y: 20, width: 30, height: 40 };
const NINE = { label: '9', x: 50, y: 20, width: 30, height: 40 };
const labelling = { form: 'boxes', classes: ['4', '9'] } as const;
const row = {
  label: boxesText([FOUR, NINE]),
  print: 'p',
  picture: { width: 100, height: 80 },
};
const relabel = (
  to: string | undefined,
  { from = row.label, now = row } = {},
) =>
  assertDecision(
    { key: 'a.png', kind: 'relabel', from, to },
    now,
    now,
    labelling,
  );

describe('assertDecision of pictures with boxes', () => {
  it('takes boxes of known classes inside the picture, and none at all', () => {
    for (const to of [[FOUR, { ...NINE, label: '4', width: 50 }], []])
      expect(() => relabel(boxesText(to))).not.toThrow();
  });

  it('takes what was seen in another order for the same', () => {
    const from = boxesText([NINE, FOUR]);
    expect(() => relabel(boxesText([FOUR]), { from })).not.toThrow();
    expect(() => relabel(boxesText([FOUR, NINE]), { from })).toThrow(
      'Picture a.png has these boxes already',
    );
  });

  it('leaves boxes that nobody touched as they are', () => {
    const broad = { ...NINE, width: 500 };
    const now = { ...row, label: boxesText([FOUR, broad]) };
    const changed = [{ ...FOUR, label: '9' }, broad];
    expect(() =>
      relabel(boxesText(changed), { from: now.label, now }),
    ).not.toThrow();
  });

  it.each([
    ['a class', '9', 'The label of a.png is the list of its boxes'],
    ['nothing', undefined, 'The label of a.png is the list of its boxes'],
    [
      'a number that is none',
      boxesText([FOUR]).replace('10', '1e999'),
      'The label of a.png is the list of its boxes',
    ],
    [
      'an unknown class',
      boxesText([FOUR, { ...NINE, label: 'x' }]),
      'Box 2 of a.png has the class x, which is none of this data set. Choose one of 4, 9.',
    ],
    [
      'a box without pixels',
      boxesText([{ ...FOUR, width: 0 }]),
      'Box 1 of a.png is 0 wide and 40 high',
    ],
    [
      'a box outside',
      boxesText([{ ...FOUR, x: 90 }]),
      'Box 1 of a.png goes from 90, 20 to 120, 60, out of the picture of 100 x 80 pixels. Draw it inside.',
    ],
    [
      'more than is kept',
      boxesText(Array.from({ length: 400 }, () => FOUR)),
      'Repair this picture in git',
    ],
  ])('refuses %s', (_, to, message) => {
    expect(() => relabel(to)).toThrow(message);
  });

  it('does not need to know the size of the picture', () => {
    const now = { ...row, picture: undefined as never };
    expect(() =>
      relabel(boxesText([{ ...FOUR, x: 90 }]), { now }),
    ).not.toThrow();
  });

  it('tells in words of boxes that are others by now, never in numbers', () => {
    const error = () => relabel(boxesText([]), { from: boxesText([FOUR]) });
    expect(error).toThrow(
      'Picture a.png has other boxes by now (1 added). Look at it again.',
    );
  });
});

describe('assertDecision of classes', () => {
  const classes = { form: 'class', classes: ['4', '9'] } as const;
  const now = { label: '4', print: 'p' };

  it.each([boxesText([FOUR]), 'x', undefined])('refuses %s', to => {
    expect(() =>
      assertDecision(
        { key: 'd1', kind: 'relabel', from: '4', to },
        now,
        now,
        classes,
      ),
    ).toThrow('is no class of this data set. Choose one of 4, 9.');
  });
});
