/** Rows whose values lie side by side, so that one pointer walks all of them. */
export const PANEL_ROWS = 4;
/** 16-bit values in one 128-bit register. */
export const LANES = 8;
const LANE_GROUP_BYTES = 16;
const PANEL_GROUP_BYTES = PANEL_ROWS * LANE_GROUP_BYTES;
/** Rows of the second block that are multiplied at once: 4 x 2 sums fit the registers. */
const PAIR_ROWS = 2;
const WASM_PAGE_BYTES = 65536;

export type DotTile = {
  /** Panels of the first block, to be filled by the caller. */
  readonly first: Int16Array;
  readonly second: Int16Array;
  /** blockRows x blockRows dot products, row-major, after `multiply`. */
  readonly products: Int32Array;
  /** Rows are rounded up to whole panels. */
  multiply(firstRows: number, secondRows: number): void;
};

/**
 * All dot products of two blocks of 16-bit rows, in 128-bit registers. The
 * sums are exact 32-bit integers, hence the same on every processor; the caller
 * sees to it that none exceeds 2^31. Blocks are stored in panels: of four rows
 * the first eight values each, then the next eight.
 *
 * @param blockRows - a multiple of four
 * @param width - values in a row, a multiple of eight
 */
export function createDotTile(blockRows: number, width: number): DotTile {
  const blockBytes = blockRows * width * 2;
  const productBytes = blockRows * blockRows * 4;
  const memory = new WebAssembly.Memory({
    initial: Math.ceil((2 * blockBytes + productBytes) / WASM_PAGE_BYTES),
  });
  const { exports } = new WebAssembly.Instance(
    new WebAssembly.Module(assemble()),
    { env: { memory } },
  );
  const multiply = exports.multiply as (
    first: number,
    second: number,
    out: number,
    firstRows: number,
    secondRows: number,
    panelBytes: number,
    outRowBytes: number,
  ) => void;
  const values = blockRows * width;
  const panelBytes = PANEL_ROWS * width * 2;
  return {
    first: new Int16Array(memory.buffer, 0, values),
    second: new Int16Array(memory.buffer, blockBytes, values),
    products: new Int32Array(
      memory.buffer,
      2 * blockBytes,
      blockRows * blockRows,
    ),
    multiply: (firstRows, secondRows) =>
      multiply(
        0,
        blockBytes,
        2 * blockBytes,
        firstRows,
        secondRows,
        panelBytes,
        blockRows * 4,
      ),
  };
}

// What follows writes the module in WebAssembly's binary format (W3C 2022,
// "WebAssembly Core Specification 2.0", chapter 5): a few dozen instructions,
// for which no compiler need be installed.

const I32 = 0x7f;
const V128 = 0x7b;
const VOID = 0x40;

type Code = readonly number[];

const unsigned = (value: number): number[] =>
  value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
const signed = (value: number): number[] =>
  value >= -0x40 && value < 0x40
    ? [value & 0x7f]
    : [(value & 0x7f) | 0x80, ...signed(value >> 7)];
const counted = (items: readonly Code[]): number[] => [
  ...unsigned(items.length),
  ...items.flat(),
];
const sized = (bytes: Code): number[] => [...unsigned(bytes.length), ...bytes];
const named = (text: string): number[] =>
  sized([...text].map(letter => letter.charCodeAt(0)));
const section = (id: number, bytes: Code): number[] => [id, ...sized(bytes)];

const get = (local: number): number[] => [0x20, ...unsigned(local)];
const set = (local: number): number[] => [0x21, ...unsigned(local)];
const constant = (value: number): number[] => [0x41, ...signed(value)];
const add = (...terms: readonly Code[]): number[] =>
  terms.reduce<number[]>(
    (sum, term, i) => [...sum, ...term, ...(i === 0 ? [] : [0x6a])],
    [],
  );
const times = (a: Code, b: Code): number[] => [...a, ...b, 0x6c];
const isBelow = (a: Code, b: Code): number[] => [...a, ...b, 0x49];
/** Runs the body until the condition, asked after it, no longer holds. */
const repeat = (body: Code, condition: Code): number[] => [
  ...[0x03, VOID, ...body, ...condition],
  ...[0x0d, 0x00, 0x0b],
];
const store = (address: Code, value: Code, offset: number): number[] => [
  ...address,
  ...value,
  ...[0x36, 0x02, ...unsigned(offset)],
];

const vectorLoad = (address: Code, offset: number): number[] => [
  ...address,
  ...[0xfd, 0x00, 0x04, ...unsigned(offset)],
];
const vectorZero = [0xfd, 0x0c, ...new Array<number>(16).fill(0)];
const vectorAdd = (a: Code, b: Code): number[] => [...a, ...b, 0xfd, 0xae, 1];
/** i32x4.dot_i16x8_s: eight products, added in pairs. */
const vectorDot = (a: Code, b: Code): number[] => [...a, ...b, 0xfd, 0xba, 1];
const lane = (vector: Code, index: number): number[] => [
  ...vector,
  ...[0xfd, 0x1b, index],
];

function assemble(): Uint8Array<ArrayBuffer> {
  const [first, second, out, firstRows, secondRows, panelBytes, outRowBytes] = [
    0, 1, 2, 3, 4, 5, 6,
  ];
  const [i, j, a, b, end, cell] = [7, 8, 9, 10, 11, 12];
  const rowOf = (row: number) => 13 + row;
  const sumOf = (row: number, pair: number) =>
    13 + PANEL_ROWS + row * PAIR_ROWS + pair;
  const rows = Array.from({ length: PANEL_ROWS }, (_, row) => row);
  const pairs = Array.from({ length: PAIR_ROWS }, (_, pair) => pair);
  const cells = rows.flatMap(row => pairs.map(pair => ({ row, pair })));

  const multiplyGroup = [
    ...rows.flatMap(row => [
      ...vectorLoad(get(a), row * LANE_GROUP_BYTES),
      ...set(rowOf(row)),
    ]),
    ...pairs.flatMap(pair =>
      rows.flatMap(row => [
        ...vectorAdd(
          get(sumOf(row, pair)),
          vectorDot(
            get(rowOf(row)),
            vectorLoad(get(b), pair * LANE_GROUP_BYTES),
          ),
        ),
        ...set(sumOf(row, pair)),
      ]),
    ),
    ...[...add(get(b), constant(PANEL_GROUP_BYTES)), ...set(b)],
    ...[...add(get(a), constant(PANEL_GROUP_BYTES)), ...set(a)],
  ];
  const storeSums = rows.flatMap(row => [
    ...pairs.flatMap(pair =>
      store(
        get(cell),
        add(...[0, 1, 2, 3].map(index => lane(get(sumOf(row, pair)), index))),
        pair * 4,
      ),
    ),
    ...[...add(get(cell), get(outRowBytes)), ...set(cell)],
  ]);
  // Row j stands in the panel of the four rows around it, as the first or the second pair.
  const pairAddress = add(
    get(second),
    times([...get(j), ...constant(2), 0x76], get(panelBytes)),
    times(
      [...get(j), ...constant(PAIR_ROWS), 0x71],
      constant(LANE_GROUP_BYTES),
    ),
  );
  const overPairs = [
    ...cells.flatMap(({ row, pair }) => [
      ...vectorZero,
      ...set(sumOf(row, pair)),
    ]),
    ...[...add(get(first), times(get(i), get(panelBytes))), ...set(a)],
    ...[...add(get(a), get(panelBytes)), ...set(end)],
    ...[...pairAddress, ...set(b)],
    ...repeat(multiplyGroup, isBelow(get(a), get(end))),
    ...add(
      get(out),
      times(times(get(i), constant(PANEL_ROWS)), get(outRowBytes)),
      times(get(j), constant(4)),
    ),
    ...set(cell),
    ...storeSums,
    ...[...add(get(j), constant(PAIR_ROWS)), ...set(j)],
  ];
  const overPanels = [
    ...[...constant(0), ...set(j)],
    ...repeat(overPairs, isBelow(get(j), get(secondRows))),
    ...[...add(get(i), constant(1)), ...set(i)],
  ];
  const body = repeat(
    overPanels,
    isBelow(times(get(i), constant(PANEL_ROWS)), get(firstRows)),
  );
  const locals = counted([
    [6, I32],
    [PANEL_ROWS + cells.length, V128],
  ]);
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, counted([[0x60, ...counted(Array(7).fill([I32])), 0]])),
    ...section(2, counted([[...named('env'), ...named('memory'), 2, 0, 1]])),
    ...section(3, counted([[0]])),
    ...section(7, counted([[...named('multiply'), 0, 0]])),
    ...section(10, counted([sized([...locals, ...body, 0x0b])])),
  ]);
}
