import type { TokenInput } from '@greenroom/label-quality';
import { UsageError } from '../UsageError';
import { ClassNames } from './ClassNames';
import { asList, asNumber, asObject } from './jsonShape';
import { readJsonLines } from './readLimitedJson';

export type Sentences = TokenInput & {
  /** Texts of the tokens of all sentences; undefined where any sentence has none. */
  readonly words?: readonly string[];
};

/**
 * Reads sentences from JSONL: `{"labels": […], "pred_probs": [[…], …],
 * "tokens": […]}`, a label and a row of probabilities for each token, texts if
 * one likes.
 *
 * @throws UsageError naming file, line and token of what cannot be used
 */
export async function readSentences(
  name: string,
  classes: ClassNames,
): Promise<Sentences> {
  const labels: number[] = [];
  const predProbs: number[] = [];
  const words: string[] = [];
  const offsets = [0];
  let columns = 0;
  let isTold = true;
  await readJsonLines(name, (value, place) => {
    const sentence = asObject(value, place);
    const given = asList(sentence.labels, `${place}, labels`);
    const probs = asList(sentence.pred_probs, `${place}, pred_probs`);
    if (given.length !== probs.length)
      throw new UsageError(
        `${place} has ${given.length} labels and ${probs.length} rows of probabilities.`,
      );
    given.forEach((label, t) => {
      const at = `${place}, token ${t}`;
      const row = asList(probs[t], `${at} of pred_probs`);
      if (columns === 0) columns = row.length;
      if (row.length !== columns)
        throw new UsageError(
          `${at} has ${row.length} probabilities; the tokens before have ${columns}.`,
        );
      const index = classes.indexOf(label, at);
      if (index >= columns)
        throw new UsageError(
          `${at} has the class ${index}; classes go from 0 to ${columns - 1}.`,
        );
      labels.push(index);
      row.forEach((p, j) => predProbs.push(asNumber(p, `${at}, column ${j}`)));
    });
    const tokens = sentence.tokens;
    if (tokens === undefined) {
      isTold = false;
    } else {
      const list = asList(tokens, `${place}, tokens`);
      if (list.length !== given.length)
        throw new UsageError(
          `${place} has ${list.length} tokens and ${given.length} labels.`,
        );
      for (const token of list) words.push(String(token));
    }
    offsets.push(labels.length);
  });
  if (labels.length === 0) throw new UsageError(`${name} has no tokens.`);
  classes.check(columns);
  return {
    labels: Int32Array.from(labels),
    predProbs: Float64Array.from(predProbs),
    classes: columns,
    offsets: Int32Array.from(offsets),
    words: isTold ? words : undefined,
  };
}
