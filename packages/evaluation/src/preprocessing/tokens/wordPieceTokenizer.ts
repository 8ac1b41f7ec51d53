import { ModelError } from '../../ModelError';

/** Longer words are unknown ones, as in BERT. */
const LONGEST_WORD = 100;

/**
 * BERT's tokenizer (Devlin et al. 2019) around a list of word pieces, one a
 * line, in the words of a `tokenizer.json`.
 *
 * @throws ModelError where the list lacks BERT's special tokens
 */
export function wordPieceTokenizer(
  named: string,
  text: string,
  lowercase = true,
) {
  const pieces = text.split(/\r?\n/);
  if (pieces.at(-1) === '') pieces.pop();
  const vocab = Object.fromEntries(pieces.map((piece, id) => [piece, id]));
  const special = (content: string) => {
    const id = vocab[content];
    if (id !== undefined) return { id, content };
    throw new ModelError(
      `${named} has no ${content}. A WordPiece vocabulary has [UNK], [CLS], [SEP] and [PAD], one piece a line.`,
      named,
    );
  };
  const added = ['[PAD]', '[UNK]', '[CLS]', '[SEP]'].map(content => ({
    ...special(content),
    special: true,
    normalized: false,
  }));
  return {
    model: {
      type: 'WordPiece',
      vocab,
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: LONGEST_WORD,
    },
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'BertProcessing',
      sep: ['[SEP]', special('[SEP]').id],
      cls: ['[CLS]', special('[CLS]').id],
    },
    decoder: null,
    added_tokens: added,
    padding: { pad_id: special('[PAD]').id },
  };
}
