/**
 * The value below which a share of the values lies, interpolated between the
 * two nearest (type 7 of Hyndman and Fan 1996; numpy's default).
 *
 * @param sorted - ascending, at least one
 */
export function quantileOf(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  const part = place - below;
  return part === 0
    ? sorted[below]
    : sorted[below] + (sorted[above] - sorted[below]) * part;
}
