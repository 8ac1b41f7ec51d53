import { TextColumnBuilder } from '../features/TextColumn';
import { type NamedColumn, remarksOnTable } from './remarksOnTable';

const texts = (
  name: string,
  values: readonly (string | null)[],
): NamedColumn => {
  const builder = new TextColumnBuilder(values.length);
  values.forEach(value => builder.add(value));
  return { name, values: builder.finish() };
};
const numbers = (name: string, values: readonly number[]): NamedColumn => ({
  name,
  values: Float64Array.from(values),
});
const errors = Float64Array.of(0, 1, 0, 0, 1, 0);
const kind = texts('kind', ['a', 'b', 'a', 'b', 'a', 'b']);
const said = (...asked: Parameters<typeof remarksOnTable>) =>
  remarksOnTable(...asked).map(({ says }) => says);

describe('remarksOnTable', () => {
  it.each([
    ['no rows', [], /has no rows/],
    ['one row', [1], /has one row/],
    ['no errors', [0, 0, 0, 0, 0, 0], /No row has an error/],
    ['nothing but errors', [1, 1, 1, 1, 1, 1], /Every row has an error of 1/],
  ])('says what it means of %s', (_what, all, says) => {
    expect(remarksOnTable(Float64Array.from(all), [kind], 9)).toEqual([
      { of: 'nothing', says: expect.stringMatching(says) },
    ]);
  });

  it.each([
    ['no feature', [], /no feature to tell rows apart/],
    [
      'features of one value, or none',
      [numbers('age', [7, 7, 7, 7, 7, 7]), texts('hue', Array(6).fill(null))],
      /^Every row has the same age and hue/,
    ],
  ])('says that nothing tells rows apart by %s', (_what, features, says) => {
    expect(remarksOnTable(errors, features, 9)).toEqual([
      { of: 'nothing', says: expect.stringMatching(says) },
    ]);
  });

  it('says nothing of features that tell rows apart', () => {
    expect(said(errors, [kind, numbers('age', [1, 2, 3, 4, 5, 6])], 9)).toEqual(
      [],
    );
  });

  it.each([
    ['is the same everywhere', numbers('age', [7, 7, 7, 7, 7, 7]), 'same age'],
    [
      'names each row',
      texts('id', ['u', 'v', 'w', 'x', 'y', 'z']),
      'Of id nearly every row has a value of its own, as of a key',
    ],
    [
      'has more texts than are told apart',
      texts('town', ['u', 'v', 'w', 'w', 'w', 'w']),
      'town has 3 different texts: the 2 most frequent',
    ],
    [
      'is missing',
      numbers('age', [1, NaN, 3, NaN, 5, 6]),
      '2 of age) are a group of their own',
    ],
  ])('says of a feature that it %s', (_what, feature, says) => {
    expect(remarksOnTable(errors, [kind, feature], 2)).toEqual([
      { of: 'feature', says: expect.stringContaining(says) },
    ]);
  });
});
