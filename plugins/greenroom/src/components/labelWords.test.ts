import { boxesText } from '@greenroom/backstage-plugin-greenroom-common';
import { labelName, labelWords, relabelWords } from './labelWords';

const boxes = (...labels: string[]) =>
  boxesText(
    labels.map((label, index) => ({
      label,
      x: index * 40,
      y: 0,
      width: 20,
      height: 20,
    })),
  );

describe('labelWords', () => {
  it('leaves a class as it is', () => {
    for (const name of ['4', 'ham', '', '[sic]'])
      expect([labelWords(name), labelName(name)]).toEqual([name, name]);
  });

  it('counts boxes by class, the most frequent first', () => {
    expect(labelWords(boxes('4', '9', '4'))).toBe('3 boxes: 2 of 4, 1 of 9');
    expect(labelWords(boxes())).toBe('no box');
    expect(labelName(boxes('4'))).toBe('1 box');
  });

  it('counts the classes that are too many to list', () => {
    expect(labelWords(boxes(...'abcdefgh'))).toMatch(
      /1 of f, 2 other classes$/,
    );
  });
});

describe('relabelWords', () => {
  it('names both classes, or what changed between boxes', () => {
    expect(relabelWords('9', '4')).toBe('9 → 4');
    expect(relabelWords(boxes('9'), boxes('4', '1'))).toBe(
      '1 added, 1 from 9 to 4',
    );
  });
});
