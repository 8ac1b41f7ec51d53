import { alignWords, Alignment } from './alignWords';

/** Limits of Tercom: words moved at once, how far, and moves tried in a sentence. */
const LONGEST_MOVE = 10;
const FURTHEST_MOVE = 50;
const MOST_MOVES_TRIED = 1_000;

type Move = {
  readonly gain: number;
  readonly length: number;
  readonly start: number;
  readonly target: number;
  readonly words: readonly string[];
};

/**
 * Edits of the translation edit rate (Snover et al. 2006): words put in, taken
 * out, replaced, and runs of words moved as a whole; moves are chosen greedily
 * with Tercom's rules, as sacrebleu has them.
 */
export function translationEdits(
  hypothesis: readonly string[],
  reference: readonly string[],
): number {
  if (reference.length === 0) return hypothesis.length;
  let words = hypothesis;
  let moves = 0;
  let tried = 0;
  for (;;) {
    const alignment = alignWords(words, reference);
    const found = bestMove(words, reference, alignment, tried);
    tried = found.tried;
    if (tried >= MOST_MOVES_TRIED || !found.best || found.best.gain <= 0)
      return moves + alignment.edits;
    moves++;
    words = found.best.words;
  }
}

function bestMove(
  words: readonly string[],
  reference: readonly string[],
  alignment: Alignment,
  triedBefore: number,
): { best?: Move; tried: number } {
  let best: Move | undefined;
  let tried = triedBefore;
  for (const { start, target, length } of equalRuns(words, reference)) {
    if (!isMisplaced(alignment, start, target, length)) continue;
    for (const place of placesBefore(alignment, target, length)) {
      const moved = move(words, start, length, place);
      const gain = alignment.edits - alignWords(moved, reference).edits;
      const candidate = { gain, length, start, target: place, words: moved };
      tried++;
      if (!best || isBetter(candidate, best)) best = candidate;
    }
    if (tried >= MOST_MOVES_TRIED) break;
  }
  return { best, tried };
}

/** The greater gain, then the longer run, then the earlier, to the earlier place. */
function isBetter(a: Move, b: Move): boolean {
  const order = [
    a.gain - b.gain,
    a.length - b.length,
    b.start - a.start,
    b.target - a.target,
  ].find(difference => difference !== 0);
  return order !== undefined && order > 0;
}

/** Both sides are wrong there, and the run would not move within itself. */
function isMisplaced(
  { at, wrongInHypothesis, wrongInReference }: Alignment,
  start: number,
  target: number,
  length: number,
): boolean {
  const wrong = (list: readonly boolean[], from: number) =>
    list.slice(from, from + length).some(Boolean);
  return (
    wrong(wrongInHypothesis, start) &&
    wrong(wrongInReference, target) &&
    !(start <= at[target] && at[target] < start + length)
  );
}

function placesBefore(
  { at }: Alignment,
  target: number,
  length: number,
): number[] {
  const places: number[] = [];
  for (let offset = -1; offset < length; offset++) {
    const place = target + offset;
    if (place >= at.length) break;
    const index = place === -1 ? 0 : at[place] + 1;
    if (index !== places.at(-1)) places.push(index);
  }
  return places;
}

function move(
  words: readonly string[],
  start: number,
  length: number,
  target: number,
): string[] {
  const run = words.slice(start, start + length);
  const rest = [...words.slice(0, start), ...words.slice(start + length)];
  // Behind the run the rest has moved up by as many words as the run had.
  const place = target > start + length ? target - length : target;
  return [...rest.slice(0, place), ...run, ...rest.slice(place)];
}

function* equalRuns(
  words: readonly string[],
  reference: readonly string[],
): Generator<{ start: number; target: number; length: number }> {
  for (let start = 0; start < words.length; start++) {
    for (let target = 0; target < reference.length; target++) {
      if (Math.abs(target - start) > FURTHEST_MOVE) continue;
      for (
        let length = 1;
        length <= LONGEST_MOVE &&
        start + length <= words.length &&
        target + length <= reference.length &&
        words[start + length - 1] === reference[target + length - 1];
        length++
      )
        yield { start, target, length };
    }
  }
}
