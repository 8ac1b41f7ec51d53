import type { HashTextStep } from '@greenroom/manifest';
import type { Numbers } from '../session/InputBatch';
import type { PreparedStep } from './PreparedStep';
import { scaleToLength } from './scaleToLength';

const TOKEN = /[\p{L}\p{N}]+/gu;
const encoder = new TextEncoder();

/**
 * Bag of hashed words (Weinberger et al. 2009, without the sign): tokens are
 * runs of letters and digits; n-grams up to `ngrams` are joined by a space and
 * prefixed with the index of their column; the bucket is FNV-1a of the UTF-8
 * bytes, modulo `buckets`. Weights are the count, log(1 + count), or 1;
 * `l2` scales a row to length 1.
 */
export function hashText(
  step: HashTextStep,
): Extract<PreparedStep, { kind: 'numbers' }> {
  return {
    kind: 'numbers',
    input: step.input,
    width: step.buckets,
    write(row, out, at) {
      step.columns.forEach((column, index) => {
        const value = row[column];
        const text = value === null || value === undefined ? '' : String(value);
        const tokens =
          (step.lowercase ? text.toLowerCase() : text).match(TOKEN) ?? [];
        for (let n = 1; n <= step.ngrams; n++) {
          for (let i = 0; i + n <= tokens.length; i++) {
            const gram = n === 1 ? tokens[i] : tokens.slice(i, i + n).join(' ');
            out[at + (fnv1a(`${index}:${gram}`) % step.buckets)]++;
          }
        }
      });
      weigh(step, out.subarray(at, at + step.buckets));
    },
  };
}

function weigh(step: HashTextStep, counts: Numbers): void {
  for (let i = 0; i < counts.length; i++) {
    if (counts[i] === 0) continue;
    if (step.weighting === 'log') counts[i] = Math.log1p(counts[i]);
    else if (step.weighting === 'binary') counts[i] = 1;
  }
  scaleToLength(counts, step.normalise);
}

/** Fowler, Noll and Vo (1991), 32 bits. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of encoder.encode(text)) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return hash >>> 0;
}
