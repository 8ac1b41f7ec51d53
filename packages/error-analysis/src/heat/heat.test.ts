import fc from 'fast-check';
import { HeatMap } from './HeatMap';

const WIDTH = 3;
const HEIGHT = 2;
const rows = fc.array(
  fc.record({
    x: fc.integer({ min: -1, max: WIDTH - 1 }),
    y: fc.integer({ min: -1, max: HEIGHT - 1 }),
    error: fc.integer({ min: 0, max: 3 }),
  }),
);
type Rows = readonly { x: number; y: number; error: number }[];

function mapOf(some: Rows): HeatMap {
  const map = new HeatMap(WIDTH, HEIGHT);
  map.add({
    x: some.map(({ x }) => x),
    y: some.map(({ y }) => y),
    errors: some.map(({ error }) => error),
  });
  return map;
}

describe('HeatMap', () => {
  it('counts each row that has both values in its cell', () => {
    fc.assert(
      fc.property(rows, some => {
        const expected = [0, 1].map(y =>
          [0, 1, 2].map(x => {
            const own = some.filter(row => row.x === x && row.y === y);
            return {
              size: own.length,
              sumError: own.reduce((sum, { error }) => sum + error, 0),
              sumSquares: own.reduce((sum, { error }) => sum + error ** 2, 0),
            };
          }),
        );
        expect(mapOf(some).lines()).toEqual(expected);
      }),
    );
  });

  it('is the same whole and merged from shards', () => {
    fc.assert(
      fc.property(rows, rows, (some, others) => {
        const merged = mapOf(some);
        merged.merge(mapOf(others));
        expect(merged.lines()).toEqual(mapOf([...some, ...others]).lines());
      }),
    );
  });

  it.each([
    [{ x: [0], errors: [1, 1] }, /2 errors, 1 codes across/],
    [{ x: [3], errors: [1] }, /Row 0: the cell \(3, 0\) is beyond 3 x 2/],
  ])('refuses %j', (chunk, message) => {
    expect(() => new HeatMap(WIDTH, HEIGHT).add(chunk)).toThrow(message);
  });
});
