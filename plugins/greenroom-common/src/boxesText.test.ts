import { boxesText, readBoxesText } from './boxesText';

const BOX = { label: '3', x: 1.5, y: 2, width: 20, height: 28 };

describe('boxesText', () => {
  it('gives back the boxes that went in', () => {
    expect(readBoxesText(boxesText([BOX, { ...BOX, label: '7' }]))).toEqual([
      BOX,
      { ...BOX, label: '7' },
    ]);
  });

  it('is the same whatever order the fields come in', () => {
    const { height, label, ...rest } = BOX;
    expect(boxesText([{ height, ...rest, label }])).toBe(boxesText([BOX]));
  });

  it('tells a class from boxes', () => {
    expect(readBoxesText('3')).toBeUndefined();
    expect(readBoxesText('ham')).toBeUndefined();
    expect(readBoxesText('[{"label":"3"}]')).toBeUndefined();
  });
});
