import { shardCount } from './shardCount';

const settings = { rows: 1_000, most: 4 };

describe('shardCount', () => {
  it.each([
    ['no rows are one run', 0, 1],
    ['few rows are one run', 1_000, 1],
    ['more are cut', 1_001, 2],
    ['very many are cut as often as there are workers', 1e9, 4],
  ])('%s', (_what, rows, count) => {
    expect(shardCount(rows, settings)).toBe(count);
  });
});
