import { readCocoResults } from './cocoResults';

const IDS = {
  file: 'train.json',
  images: new Map([[7, 0]]),
  classes: new Map([[3, 1]]),
};
const ENTRY = { image_id: 7, category_id: 3, bbox: [1, 2, 3, 4], score: 0.5 };

describe('readCocoResults', () => {
  it('joins pictures and classes by their ids', () => {
    expect(readCocoResults([ENTRY], 'found.json', IDS)).toEqual([
      { image: 0, class: 1, bbox: [1, 2, 3, 4], score: 0.5, entry: 0 },
    ]);
  });

  it.each<[string, unknown, RegExp]>([
    ['no list', {}, /^found\.json is no list/],
    ['no object', [3], /^found\.json, entry 0 is no object/],
    [
      'another picture',
      [ENTRY, { ...ENTRY, image_id: 8 }],
      /^found\.json, entry 1: train\.json has no image 8/,
    ],
    [
      'a picture by name',
      [{ ...ENTRY, image_id: 'a.png' }],
      /entry 0, image_id is "a\.png", no number/,
    ],
    [
      'another category',
      [{ ...ENTRY, category_id: 4 }],
      /entry 0: there is no category 4/,
    ],
    ['no box', [{ ...ENTRY, bbox: null }], /entry 0, bbox is no list/],
    [
      'three numbers',
      [{ ...ENTRY, bbox: [1, 2, 3] }],
      /entry 0, bbox has 3 numbers/,
    ],
    [
      'a width below 0',
      [{ ...ENTRY, bbox: [1, 2, -3, 4] }],
      /the size -3 x 4; it cannot be below 0/,
    ],
    [
      'a score above 1',
      [{ ...ENTRY, score: 97 }],
      /entry 0: the score 97 is no probability/,
    ],
    ['no score', [{ ...ENTRY, score: undefined }], /score is undefined/],
  ])('refuses %s', (_what, document, message) => {
    expect(() => readCocoResults(document, 'found.json', IDS)).toThrow(message);
  });
});
