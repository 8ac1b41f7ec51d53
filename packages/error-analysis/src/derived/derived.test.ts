import { imageFeatures } from './imageFeatures';
import { textFeatures } from './textFeatures';

describe('textFeatures', () => {
  it('counts characters, words and shares', () => {
    expect(textFeatures('Call 0800 NOW!')).toEqual({
      characters: 14,
      words: 3,
      script: 'Latin',
      digitShare: 4 / 12,
      punctuationShare: 1 / 12,
      capitalShare: 4 / 7,
    });
  });

  it.each([
    ['Добрый день', 'Cyrillic'],
    ['日本', 'Han'],
    ['123', 'none'],
    ['', 'none'],
  ])('sees the script of "%s"', (text, script) => {
    expect(textFeatures(text).script).toBe(script);
  });
});

describe('imageFeatures', () => {
  it('sees how bright a picture is, and how its pixels differ', () => {
    expect(
      imageFeatures(Uint8Array.of(0, 255, 0, 255), {
        width: 4,
        height: 1,
        channels: 1,
      }),
    ).toEqual({
      width: 4,
      height: 1,
      aspect: 4,
      brightness: 0.5,
      contrast: 0.5,
      colourfulness: 0,
    });
  });

  it('tells colour from grey', () => {
    const size = { width: 1, height: 1, channels: 3 } as const;
    expect(imageFeatures(Uint8Array.of(255, 0, 0), size).colourfulness).toBe(1);
  });

  it('refuses a picture of another size', () => {
    expect(() =>
      imageFeatures(new Uint8Array(3), { width: 2, height: 2, channels: 1 }),
    ).toThrow('A picture of 2 x 2 x 1 has 4 values; there are 3.');
  });
});
