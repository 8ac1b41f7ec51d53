/** So many bins at most. */
const BINS = 20;
/** Where the middle 98 % of the values fill less than this of the range, the ends are wide bins. */
const CROWDED = 0.25;

export type Range = {
  readonly min: number;
  readonly max: number;
  /** Quantiles 0.01 and 0.99, where known. */
  readonly low?: number;
  readonly high?: number;
  /** Whole numbers get bins that begin at whole numbers. */
  readonly values: 'whole numbers' | 'numbers';
};

/**
 * Edges of a histogram that people can read: 1, 2 or 5 times a power of ten
 * apart (Heckbert 1990, "Nice numbers for graph labels"), at most twenty bins
 * from the least value to the greatest. A few distant values do not squeeze all
 * others into one bin: then the first and the last bin are wider, and their
 * outer edges are the least and the greatest value.
 *
 * @returns ascending, at least two
 */
export function niceEdges(range: Range): number[] {
  const { min, max, low = min, high = max } = range;
  const isCrowded = high > low && high - low < CROWDED * (max - min);
  const inner = isCrowded
    ? evenEdges(low, high, range.values)
    : evenEdges(min, max, range.values);
  if (!isCrowded) return inner;
  return [
    ...(min < inner[0] ? [min] : []),
    ...inner,
    ...(max > inner[inner.length - 1] ? [max] : []),
  ];
}

function evenEdges(min: number, max: number, values: Range['values']) {
  const span = max - min;
  if (!(span > 0) || !Number.isFinite(span))
    return edgesOfOne(min, max, values);
  const wanted = niceStep(span / BINS);
  const step = values === 'whole numbers' ? Math.max(1, wanted) : wanted;
  const first = Math.floor(min / step);
  // A last bin of its own for a whole number that lies on the edge.
  const last =
    values === 'whole numbers'
      ? Math.floor(max / step) + 1
      : Math.ceil(max / step);
  // Too fine for doubles of this size: the edges would fall together.
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(last))
    return [min, max];
  const edges = Array.from({ length: last - first + 1 }, (_, i) =>
    clean((first + i) * step),
  );
  if (!ascend(edges)) return [min, max];
  return edges[0] <= min && edges[edges.length - 1] >= max
    ? edges
    : [min, ...edges.filter(edge => edge > min && edge < max), max];
}

/** Near the greatest double, steps round to nothing or to infinity. */
function ascend(edges: readonly number[]): boolean {
  return edges.every(
    (edge, i) => Number.isFinite(edge) && (i === 0 || edge > edges[i - 1]),
  );
}

/** The least of 1, 2, 5, 10 times a power of ten that is not less. */
function niceStep(atLeast: number): number {
  const power = 10 ** Math.floor(Math.log10(atLeast));
  const factor = [1, 2, 5, 10].find(n => clean(n * power) >= atLeast) ?? 10;
  return clean(factor * power);
}

function edgesOfOne(min: number, max: number, values: Range['values']) {
  if (min !== max) return [min, max];
  if (values === 'whole numbers' && min + 1 > min) return [min, min + 1];
  const half = Math.abs(min) > 1 ? Math.abs(min) * 0.01 : 0.5;
  return [
    Math.max(min - half, -Number.MAX_VALUE),
    Math.min(min + half, Number.MAX_VALUE),
  ];
}

/** 0.30000000000000004 is 0.3 to people. */
function clean(value: number): number {
  return Number(value.toPrecision(12));
}
