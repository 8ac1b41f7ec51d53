import { conditionsName, meetsConditions } from './meetsConditions';

describe('meetsConditions', () => {
  it.each([
    [{ slant: { from: 12, below: 24 } }, { slant: 12 }, true],
    [{ slant: { from: 12, below: 24 } }, { slant: 24 }, false],
    [{ slant: { from: 12 } }, { slant: null }, false],
    [{ site: ['north', 'east'] }, { site: 'east' }, true],
    [{ site: 'north' }, { site: 'east' }, false],
    [{ links: '3' }, { links: 3n }, true],
    [{ html: true }, { html: true }, true],
    [{ site: null }, { site: null }, true],
    [{ site: null }, { site: '' }, false],
    [
      { site: 'north', slant: { below: 2 } },
      { site: 'north', slant: 2 },
      false,
    ],
  ])('%j of %p is %s', (where, row, expected) => {
    expect(meetsConditions(where, row)).toBe(expected);
  });
});

describe('conditionsName', () => {
  it('says all conditions as people would', () => {
    expect(
      conditionsName({
        slant: { from: 12, below: 24 },
        ink: { below: 2 },
        site: ['north', 'east'],
        note: null,
      }),
    ).toBe(
      '12 <= slant < 24 and ink < 2 and site is north or east and note is missing',
    );
  });
});
