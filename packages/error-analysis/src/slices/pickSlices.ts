import type { SliceMeasures } from './SliceStep';

/** What was measured of the slices at these places. */
export function pickMeasures(
  from: SliceMeasures,
  places: Int32Array,
): SliceMeasures {
  return {
    size: picked(from.size, places),
    sumError: picked(from.sumError, places),
    sumSquares: picked(from.sumSquares, places),
    maxError: picked(from.maxError, places),
    errors: from.errors,
  };
}

/** The members of the slices at these places. */
export function pickMembers(
  members: Int32Array,
  width: number,
  places: Int32Array,
): Int32Array {
  const kept = new Int32Array(places.length * width);
  for (let at = 0; at < places.length; at++)
    for (let p = 0; p < width; p++)
      kept[at * width + p] = members[places[at] * width + p];
  return kept;
}

function picked(values: Float64Array, places: Int32Array): Float64Array {
  const kept = new Float64Array(places.length);
  for (let at = 0; at < places.length; at++) kept[at] = values[places[at]];
  return kept;
}
