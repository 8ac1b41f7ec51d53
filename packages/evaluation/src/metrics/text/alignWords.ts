/** Cells beside the diagonal that are looked at (Tercom). */
const BEAM_WIDTH = 25;

/** One step from a hypothesis to its reference. */
type Step = 'same' | 'replace' | 'takeOut' | 'putIn';

/** How a hypothesis stands to its reference. */
export type Alignment = {
  /** Edits between them. */
  readonly edits: number;
  /** For each word of the reference: the word of the hypothesis it stands at (-1 before the first). */
  readonly at: readonly number[];
  /** Which words of either are not as in the other. */
  readonly wrongInReference: readonly boolean[];
  readonly wrongInHypothesis: readonly boolean[];
};

/**
 * Aligns words by their edit distance near the diagonal. Of equal ways the one
 * that keeps or replaces a word is taken, then the one that takes one out, as
 * Tercom does; the translation edit rate depends on it.
 */
export function alignWords(
  hypothesis: readonly string[],
  reference: readonly string[],
): Alignment {
  const [n, m] = [hypothesis.length, reference.length];
  const width = m + 1;
  const cost = new Float64Array((n + 1) * width).fill(Infinity);
  const came = new Array<Step>((n + 1) * width).fill('putIn');
  for (let j = 0; j <= m; j++) cost[j] = j;
  const ratio = n > 0 ? m / n : 1;
  const beam =
    BEAM_WIDTH < ratio / 2 ? Math.ceil(ratio / 2 + BEAM_WIDTH) : BEAM_WIDTH;
  for (let i = 1; i <= n; i++) {
    const diagonal = Math.floor(i * ratio);
    const end = i === n ? width : Math.min(width, diagonal + beam);
    for (let j = Math.max(0, diagonal - beam); j < end; j++) {
      const cell = i * width + j;
      const isSame = j > 0 && hypothesis[i - 1] === reference[j - 1];
      const ways: readonly [number, Step][] = [
        [
          j > 0 ? cost[cell - width - 1] + (isSame ? 0 : 1) : Infinity,
          isSame ? 'same' : 'replace',
        ],
        [cost[cell - width] + 1, 'takeOut'],
        [j > 0 ? cost[cell - 1] + 1 : Infinity, 'putIn'],
      ];
      for (const [price, step] of ways) {
        if (price >= cost[cell]) continue;
        cost[cell] = price;
        came[cell] = step;
      }
    }
  }
  return { edits: cost[n * width + m], ...readBack(came, n, m) };
}

function readBack(came: readonly Step[], n: number, m: number) {
  const steps: Step[] = [];
  for (let i = n, j = m; i > 0 || j > 0; ) {
    const step = came[i * (m + 1) + j];
    steps.push(step);
    if (step !== 'putIn') i--;
    if (step !== 'takeOut') j--;
  }
  const at: number[] = [];
  const wrongInReference: boolean[] = [];
  const wrongInHypothesis: boolean[] = [];
  let word = -1;
  for (const step of steps.reverse()) {
    if (step !== 'putIn') {
      word++;
      wrongInHypothesis.push(step !== 'same');
    }
    if (step !== 'takeOut') {
      at.push(word);
      wrongInReference.push(step !== 'same');
    }
  }
  return { at, wrongInReference, wrongInHypothesis };
}
