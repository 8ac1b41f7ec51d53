/** Taken once: a global is looked up at each call where code runs in a context of its own. */
const { imul } = Math;
const asNumber = Number;

/** P(X <= k) of a Poisson variable of mean 1, scaled to 32 bits. Beyond the last the chance is below 2^-32. */
const BELOW = (() => {
  const limits: number[] = [];
  let term = Math.exp(-1);
  let sum = 0;
  for (let k = 0; k < 12; k++) {
    sum += term;
    limits.push(sum * 2 ** 32);
    term /= k + 1;
  }
  return limits;
})();

const [NONE, ONE, TWO, FEW] = BELOW;

/** Up to three, without a branch that the processor would have to guess. */
function few(bits: number): number {
  return asNumber(bits >= NONE) + asNumber(bits >= ONE) + asNumber(bits >= TWO);
}

function many(bits: number): number {
  let k = 4;
  while (bits >= BELOW[k]) k++;
  return k;
}

/** Golden-ratio increment of splitmix (Steele, Lea and Flood 2014): makes seeds of neighbouring draws unlike. */
const INCREMENT = 0x9e3779b9;

/**
 * How often each row counts in one resample: independent Poisson variables of
 * mean 1 (Poisson bootstrap: Chamandy et al. 2012; Oza and Russell 2001), each
 * decided by the row's unit, the draw and the seed alone. So a resample is the
 * same for any order of rows and any number of shards, and two runs on the same
 * rows are resampled together.
 *
 * @param into - a value a unit, overwritten
 */
export function poissonDraw(
  units: ArrayLike<number>,
  draw: number,
  seed: number,
  into: Uint8Array,
): Uint8Array {
  const salt = mix(imul(draw + 1, INCREMENT) ^ mix(seed));
  for (let i = 0; i < units.length; i++) {
    const bits = mix(units[i] ^ salt);
    into[i] = bits < FEW ? few(bits) : many(bits);
  }
  return into;
}

/** 32 bits well mixed: the finaliser of MurmurHash3 with Wellons' constants (lowbias32, 2018). */
function mix(value: number): number {
  let x = value >>> 0;
  x = imul(x ^ (x >>> 16), 0x21f0aaad);
  x = imul(x ^ (x >>> 15), 0x735a2d97);
  return (x ^ (x >>> 15)) >>> 0;
}
