/** Halvings that exhaust the digits of a number. */
const HALVINGS = 60;

/** Where a condition that holds from somewhere on begins to, by halving. */
export function lowestWhere(
  from: number,
  to: number,
  holds: (value: number) => boolean,
): number {
  let [low, high] = [from, to];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}
