/** Rows of `split` are looked for in `other`. */
export type Orientation = { readonly split: string; readonly other: string };

const TRAINING = /^(train|training)([-_. ].*)?$/i;

/**
 * Each two splits once: the one that judges first, the one that is learned from
 * second. Those are the ones named `train…` unless others are named; between two
 * of a kind the alphabet decides.
 */
export function orientSplits(
  splits: readonly string[],
  training?: readonly string[],
): Orientation[] {
  const isTraining = (split: string) =>
    training ? training.includes(split) : TRAINING.test(split);
  const sorted = [...splits].sort();
  return sorted.flatMap((first, i) =>
    sorted
      .slice(i + 1)
      .map(second =>
        isTraining(first) && !isTraining(second)
          ? { split: second, other: first }
          : { split: first, other: second },
      ),
  );
}
