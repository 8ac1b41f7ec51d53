import { readCard } from '../CardText';
import { findClaims } from './findClaims';

const KNOWN = {
  evaluations: [
    { name: 'test', dataset: 'digits', split: 'test' },
    { name: 'validation', dataset: 'digits', split: 'validation' },
  ],
};

const found = (body: string) =>
  findClaims(readCard('README.md', body), KNOWN).map(
    ({ metrics, part, value }) => [
      metrics[0],
      part,
      Number(value.toPrecision(9)),
    ],
  );

describe('figures of a card', () => {
  it('are those of a table whose rows are metrics, with both ends of an interval', () => {
    expect(
      found(
        '| metric | value | interval |\n|---|--:|---|\n| macro F1 | 94.1 % | 92.5 to 95.4 % |\n| log loss | 0.210 | 0.180 to 0.245 |\n',
      ),
    ).toEqual([
      ['macroF1', 'value', 0.941],
      ['macroF1', 'low', 0.925],
      ['macroF1', 'high', 0.954],
      ['logLoss', 'value', 0.21],
      ['logLoss', 'low', 0.18],
      ['logLoss', 'high', 0.245],
    ]);
  });

  it('are those of a table whose columns are metrics', () => {
    expect(
      found(
        '| split | Accuracy | rows |\n|-|-|-|\n| test | **0.94** | 1000 |\n',
      ),
    ).toEqual([['accuracy', 'value', 0.94]]);
  });

  it('are those of sentences, with their interval, over the end of a line', () => {
    expect(
      found('It reaches an accuracy of\n94.1 % (92.5 to 95.4 %) here.'),
    ).toEqual([
      ['accuracy', 'value', 0.941],
      ['accuracy', 'low', 0.925],
      ['accuracy', 'high', 0.954],
    ]);
  });

  it('are read where the number stands first', () => {
    expect(found('With 94.1 % test accuracy it reads well.')).toEqual([
      ['accuracy', 'value', 0.941],
    ]);
  });

  it('are how many rows of a split were measured', () => {
    expect(found('Measured on the 1,000 test rows.')).toEqual([
      ['rows', 'value', 1000],
    ]);
  });

  it.each([
    ['a bound', 'Its accuracy must be at least 90 %.'],
    ['code', '```\naccuracy: 0.9\n```\n'],
    ['a comment', '<!-- accuracy: 0.9 -->'],
    ['a version', 'Accuracy rose with version 1.2.0.'],
    ['a year', 'Trained in 2026 on meters.'],
  ])('are not %s', (_what, body) => {
    expect(found(body)).toEqual([]);
  });

  it('of a row that is no metric are told as figures that nothing measures', () => {
    expect(
      found(
        '| metric | value |\n|-|-|\n| accuracy | 0.9 |\n| latency | 12 ms |\n',
      ),
    ).toEqual([
      ['accuracy', 'value', 0.9],
      [undefined, 'value', 12],
    ]);
  });
});
