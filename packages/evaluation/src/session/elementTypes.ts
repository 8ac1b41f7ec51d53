/** Types of tensors by their number in the ONNX protobuf (TensorProto.DataType) that the bundled runtime takes. */
const ELEMENT_TYPES = {
  1: 'float32',
  2: 'uint8',
  3: 'int8',
  4: 'uint16',
  5: 'int16',
  6: 'int32',
  7: 'int64',
  8: 'string',
  9: 'bool',
  10: 'float16',
  11: 'float64',
  12: 'uint32',
  13: 'uint64',
} as const;
export type ElementType = (typeof ELEMENT_TYPES)[keyof typeof ELEMENT_TYPES];

/** Undefined where the runtime has no such tensors (bfloat16, complex, float8). */
export function elementTypeOf(
  onnxNumber: number | undefined,
): ElementType | undefined {
  return ELEMENT_TYPES[onnxNumber as keyof typeof ELEMENT_TYPES];
}

/** Whole numbers of a type, smallest and largest. */
export const INTEGER_RANGES: Partial<
  Record<ElementType, readonly [number, number]>
> = {
  uint8: [0, 255],
  int8: [-128, 127],
  uint16: [0, 65_535],
  int16: [-32_768, 32_767],
  int32: [-(2 ** 31), 2 ** 31 - 1],
  uint32: [0, 2 ** 32 - 1],
  // Beyond these a number of JavaScript is not exact.
  int64: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  uint64: [0, Number.MAX_SAFE_INTEGER],
  bool: [0, 1],
};
