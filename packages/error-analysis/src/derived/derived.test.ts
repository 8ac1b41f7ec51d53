import { imageFeatures, imageGrid } from './imageFeatures';
import { textLanguage } from './textLanguage';
import { textFeatures } from './textFeatures';

describe('textFeatures', () => {
  it('counts characters, words and shares', () => {
    expect(textFeatures('Call 0800 NOW!')).toEqual({
      characters: 14,
      words: 3,
      script: 'Latin',
      language: 'unknown',
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

describe('textLanguage', () => {
  it.each([
    ['en', 'The parcel came two days late and the box was torn.'],
    ['de', 'Das Paket kam zwei Tage zu spät und der Karton war zerrissen.'],
    ['fr', 'Le colis est arrivé deux jours en retard et le carton déchiré.'],
    ['es', 'El paquete llegó con dos días de retraso y la caja estaba rota.'],
    ['pl', 'Paczka dotarła dwa dni za późno, a pudełko było podarte.'],
    ['ru', 'Посылка пришла на два дня позже, и коробка была порвана.'],
    ['ja', '荷物は二日遅れて届き、箱は破れていました。'],
    ['zh', '包裹晚了两天才到，盒子也破了。'],
  ])('tells %s', (language, text) => {
    expect(textLanguage(text)).toBe(language);
  });

  it.each([
    ['is too short', 'ok, la'],
    ['has no letters', '3321-88 / 17.00'],
    ['is in no language', 'asdf qwer zxcv uiop hjkl'],
  ])('does not guess what %s', (_why, text) => {
    expect(textLanguage(text)).toBe('unknown');
  });
});

describe('imageGrid', () => {
  it('has the mean luma of each of its cells', () => {
    const pixels = new Uint8Array(32 * 2);
    // The two pixels of the last cell of the second line.
    pixels.fill(255, 62);
    const grid = imageGrid(pixels, { width: 32, height: 2, channels: 1 });
    expect(grid).toHaveLength(32);
    expect(grid.findIndex(luma => luma > 0)).toBe(31);
    expect(grid[31]).toBeCloseTo(1);
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
