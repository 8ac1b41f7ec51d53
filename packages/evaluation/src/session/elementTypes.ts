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

/** The number of a type; 0, which is none, where there is no such type. */
export function elementNumberOf(type: string | undefined): number {
  const found = Object.entries(ELEMENT_TYPES).find(([, each]) => each === type);
  return Number(found?.[0] ?? 0);
}

/** Whole numbers of a type, smallest and largest. */
const INTEGER_RANGES: Partial<Record<ElementType, readonly [number, number]>> =
  {
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

/** @throws Error naming a value that a type of whole numbers cannot hold */
export function assertWhole(
  type: ElementType,
  values: Float32Array | Float64Array,
): void {
  const range = INTEGER_RANGES[type];
  if (!range) return;
  const [least, most] = range;
  const bad = values.findIndex(
    value => !(Number.isInteger(value) && value >= least && value <= most),
  );
  if (bad >= 0) {
    throw new Error(
      `takes ${type}; the preprocessing makes ${values[bad]}, which is no such number.`,
    );
  }
}
