/** A box as tests write it. */
export type TestBox = readonly [
  left: number,
  top: number,
  right: number,
  bottom: number,
  kind: number,
];

/** Boxes of one picture from a list, for tests. */
export function testBoxes(list: readonly TestBox[]) {
  return {
    corners: Float64Array.from(list.flatMap(box => box.slice(0, 4))),
    classes: Int32Array.from(list, box => box[4]),
  };
}
