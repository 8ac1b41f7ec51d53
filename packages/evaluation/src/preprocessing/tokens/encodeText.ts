import type { OpenTokenizer } from './openTokenizer';

export type EncodedText = {
  /** As many as the step says, filled up at the end. */
  readonly ids: readonly number[];
  /** Ids that stand for the text. */
  readonly length: number;
};

/**
 * A text as the ids of its tokens. What goes before and after it (such as
 * [CLS] and [SEP]) stays where a long text is cut.
 */
export function encodeText(
  { tokenizer, padding }: OpenTokenizer,
  text: string,
  maxLength: number,
): EncodedText {
  const whole = tokenizer.encode(text).ids;
  const ids =
    whole.length <= maxLength ? whole : cut(tokenizer, text, whole, maxLength);
  const filling = new Array<number>(maxLength - ids.length).fill(padding);
  return { ids: [...ids, ...filling], length: ids.length };
}

function cut(
  tokenizer: OpenTokenizer['tokenizer'],
  text: string,
  whole: readonly number[],
  maxLength: number,
): readonly number[] {
  const bare = tokenizer.encode(text, { add_special_tokens: false }).ids;
  const around = whole.length - bare.length;
  const before = Math.max(
    0,
    Array.from({ length: around + 1 }, (_, start) => start).findIndex(start =>
      bare.every((id, i) => whole[start + i] === id),
    ),
  );
  const kept = Math.max(0, maxLength - around);
  return [
    ...whole.slice(0, before),
    ...bare.slice(0, kept),
    ...whole.slice(before + bare.length),
  ].slice(0, maxLength);
}
