import { draw } from '../draw';
import { csv } from '../csv';
import type { LetterTask } from './Task';

const ROWS = 180;
const FIRST = ['Ada', 'Emil', 'Ines', 'Noor', 'Tomas', 'Vera'];
const LAST = ['Lund', 'Maier', 'Okoro', 'Petit', 'Sato', 'Varga'];
const CITIES = ['Bergen', 'Graz', 'Leuven', 'Porto', 'Turku', 'Udine'];
const SENTENCES = [
  'NAME moved to CITY last spring',
  'please send the form to NAME',
  'the office in CITY wrote to NAME',
  'my name is NAME and I live in CITY',
];
/** So often a tag is missed, and a name is cut short. */
const MISSED = 0.1;
const CUT = 0.08;

type Token = { readonly word: string; readonly tag: string };

/** Sentences of letters with the names and cities in them. */
export function names(): LetterTask {
  const sentences = Array.from({ length: ROWS }, (_, i) => {
    const id = `n${String(i).padStart(3, '0')}`;
    return { id, tokens: sentence(id) };
  });
  const tagsOf = (tokens: readonly Token[]) =>
    tokens.map(({ tag }) => tag).join(' ');
  return {
    task: 'token-classification',
    dataset: {
      name: 'letter-names',
      title: 'Names in letters',
      description: 'Sentences of letters with the names and cities in them.',
      spec: '  columns: [{ name: text, type: text }]',
      csv: csv(
        ['id', 'split', 'text', 'tags'],
        sentences.map(({ id, tokens }) => [
          id,
          'test',
          tokens.map(({ word }) => word).join(' '),
          tagsOf(tokens),
        ]),
      ),
    },
    model: {
      name: 'name-finder',
      title: 'Name finder',
      description: 'Finds names and cities in letters.',
      metrics: ['f1', 'precision', 'recall', 'macroF1'],
      predictions: csv(
        ['id', 'predicted'],
        sentences.map(({ id, tokens }) => [id, tagsOf(found(id, tokens))]),
      ),
    },
  };
}

function sentence(id: string): Token[] {
  return pick(SENTENCES, id, 'sentence')
    .split(' ')
    .flatMap((word): Token[] => {
      if (word === 'NAME')
        return [
          { word: pick(FIRST, id, 'first'), tag: 'B-NAME' },
          { word: pick(LAST, id, 'last'), tag: 'I-NAME' },
        ];
      return word === 'CITY'
        ? [{ word: pick(CITIES, id, 'city'), tag: 'B-CITY' }]
        : [{ word, tag: 'O' }];
    });
}

/** What the model tells: some spans are missed, some lose their end. */
function found(id: string, tokens: readonly Token[]): Token[] {
  const told = tokens.map((token, i) => {
    const at = draw(id, String(i), 'found');
    const isLost = token.tag.startsWith('B') ? at < MISSED : at < CUT;
    return token.tag !== 'O' && isLost ? { ...token, tag: 'O' } : token;
  });
  return told.map((token, i) =>
    token.tag.startsWith('I') && told[i - 1].tag === 'O'
      ? { ...token, tag: token.tag.replace('I', 'B') }
      : token,
  );
}

function pick(from: readonly string[], ...words: readonly string[]): string {
  return from[Math.floor(draw(...words) * from.length)];
}
