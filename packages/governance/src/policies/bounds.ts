/** Whether an inner upper bound lets through no more than an outer one; no bound lets everything through. */
export function isAtMostAs(inner?: number, outer?: number): boolean {
  return outer === undefined || (inner !== undefined && inner <= outer);
}

/** The same of lower bounds. */
export function isAtLeastAs(inner?: number, outer?: number): boolean {
  return outer === undefined || (inner !== undefined && inner >= outer);
}

/** Whether all of one list are in the other. */
export function isWithin<T>(
  part: readonly T[] = [],
  whole: readonly T[] = [],
): boolean {
  return part.every(item => whole.includes(item));
}
