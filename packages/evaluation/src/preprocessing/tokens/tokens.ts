import type { TokensStep } from '@greenroom/manifest';
import { categoryIn } from '../categoriesOf';
import type { InputRow, PreparedStep } from '../PreparedStep';
import type { StepFiles } from '../StepFiles';
import { encodeText, EncodedText } from './encodeText';
import { openTokenizer } from './openTokenizer';

/**
 * A text as the ids of its tokens, with the mask that is 1 where an id stands
 * for the text and, of models that ask for them, the types, which are 0 for a
 * single text.
 */
export async function tokens(
  step: TokensStep,
  files: StepFiles,
): Promise<PreparedStep[]> {
  const { column, maxLength, mask, types } = step;
  const tokenizer = await openTokenizer(step.tokenizer, step.lowercase, files);
  // All three inputs of a row are of one encoding.
  const encodings = new WeakMap<InputRow, EncodedText>();
  const encoded = (row: InputRow) => {
    const known = encodings.get(row);
    if (known) return known;
    const made = encodeText(tokenizer, categoryIn(row[column]), maxLength);
    encodings.set(row, made);
    return made;
  };
  const written = (
    input: string | undefined,
    valueAt: (text: EncodedText, i: number) => number,
  ): PreparedStep => ({
    kind: 'numbers',
    input,
    width: maxLength,
    write(row, out, at) {
      const text = encoded(row);
      for (let i = 0; i < maxLength; i++) out[at + i] = valueAt(text, i);
    },
  });
  return [
    written(step.input, ({ ids }, i) => ids[i]),
    ...(mask ? [written(mask, ({ length }, i) => (i < length ? 1 : 0))] : []),
    ...(types ? [written(types, () => 0)] : []),
  ];
}
