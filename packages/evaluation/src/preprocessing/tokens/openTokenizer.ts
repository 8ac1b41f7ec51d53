import { Tokenizer } from '@huggingface/tokenizers';
import { z } from 'zod';
import { ModelError } from '../../ModelError';
import { parseStepFile, readStepFile, type StepFiles } from '../StepFiles';
import { wordPieceTokenizer } from './wordPieceTokenizer';

const tokenizerSchema = z.looseObject({
  model: z.looseObject({}),
  added_tokens: z
    .array(z.looseObject({ id: z.number(), content: z.string() }))
    .default([]),
  padding: z.looseObject({ pad_id: z.number() }).nullish(),
  normalizer: z.unknown().default(null),
  pre_tokenizer: z.unknown().default(null),
  post_processor: z.unknown().default(null),
  decoder: z.unknown().default(null),
});

export type OpenTokenizer = {
  readonly tokenizer: Tokenizer;
  /** Id that fills a row up. */
  readonly padding: number;
};

/** Tokens that fill a row up, by the names models give them. */
const PADDING_TOKENS = ['[PAD]', '<pad>', '<|padding|>'];

/**
 * Opens a `tokenizer.json` of Hugging Face's tokenizers (WordPiece, BPE,
 * Unigram), or the `vocab.txt` of a WordPiece model.
 *
 * @throws ModelError where the file is neither
 */
export async function openTokenizer(
  named: string,
  lowercase: boolean | undefined,
  files: StepFiles,
): Promise<OpenTokenizer> {
  const said = named.endsWith('.txt')
    ? wordPieceTokenizer(named, await readStepFile(named, files), lowercase)
    : await parseStepFile(named, tokenizerSchema, files);
  const { added_tokens: added, padding } = said;
  try {
    return {
      tokenizer: new Tokenizer(said, {}),
      padding:
        padding?.pad_id ??
        added.find(({ content }) => PADDING_TOKENS.includes(content))?.id ??
        0,
    };
  } catch (error) {
    throw new ModelError(
      `${named} is no tokenizer that is known: ${
        (error as Error).message
      }. Save it with save_pretrained of Hugging Face's tokenizers.`,
      named,
    );
  }
}
