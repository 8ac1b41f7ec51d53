import { quantileOf } from '../neighbours/quantileOf';

/** The middle value; of an even count, the mean of both in the middle. All must be numbers. */
export function median(values: Float64Array | readonly number[]): number {
  return quantileOf(Float64Array.from(values).sort(), 0.5);
}
