/** The nearest whole number; of two as near, the even one (IEEE 754, as numpy rounds). */
export function roundHalfToEven(value: number): number {
  const rounded = Math.round(value);
  return Math.abs(value % 1) === 0.5 && rounded % 2 !== 0
    ? rounded - 1
    : rounded;
}
