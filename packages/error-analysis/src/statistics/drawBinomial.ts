/** Beyond this variance the normal distribution is near enough. */
const MOST_EXACT_VARIANCE = 25;

/**
 * How many of n rows err where each does by a chance: exact by inversion
 * (Kachitvichyanukul and Schmeiser 1988, BINV) while few do, else by the normal
 * distribution that has the same mean and variance.
 *
 * @param draw - gives numbers from 0 up to, not including, 1
 */
export function drawBinomial(
  n: number,
  chance: number,
  draw: () => number,
): number {
  if (chance > 0.5) return n - drawBinomial(n, 1 - chance, draw);
  const variance = n * chance * (1 - chance);
  if (variance > MOST_EXACT_VARIANCE) {
    const normal = n * chance + Math.sqrt(variance) * drawNormal(draw);
    return Math.min(n, Math.max(0, Math.round(normal)));
  }
  const odds = chance / (1 - chance);
  let left = draw();
  let mass = (1 - chance) ** n;
  let count = 0;
  while (left > mass && count < n) {
    left -= mass;
    count++;
    mass *= (odds * (n - count + 1)) / count;
  }
  return count;
}

/** Box and Muller 1958. */
function drawNormal(draw: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw());
}

/** Numbers from 0 up to 1, the same ones every time (Marsaglia 2003, xorshift32). */
export function sameDraws(): () => number {
  let state = 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
