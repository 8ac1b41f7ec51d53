import { draw } from '../draw';
import { csv } from '../csv';
import type { LetterTask } from './Task';

const QUERIES = 60;
const LETTERS_A_QUERY = 8;
/** How much a grade of relevance moves the score; chance moves it by up to 1. */
const GRADE = 0.4;

/** Questions, and how well each letter that was found answers them. */
export function search(): LetterTask {
  const found = Array.from({ length: QUERIES * LETTERS_A_QUERY }, (_, i) => {
    const query = Math.floor(i / LETTERS_A_QUERY);
    const id = `s${String(i).padStart(3, '0')}`;
    const place = draw(id, 'relevance');
    let relevance = 0;
    if (place > 0.65) relevance = place > 0.9 ? 2 : 1;
    return {
      id,
      query: `q${String(query).padStart(2, '0')}`,
      relevance,
      score: (GRADE * relevance + draw(id, 'score')).toFixed(3),
    };
  });
  return {
    task: 'text-ranking',
    dataset: {
      name: 'letter-search',
      title: 'Search for letters',
      description:
        'Questions to the archive, and how well each letter that was found answers them.',
      spec: '  query: question',
      csv: csv(
        ['id', 'split', 'question', 'relevance'],
        found.map(({ id, query, relevance }) => [id, 'test', query, relevance]),
      ),
    },
    model: {
      name: 'letter-ranker',
      title: 'Letter ranker',
      description: 'Puts the letters that answer a question first.',
      metrics: ['ndcg10', 'map', 'mrr'],
      predictions: csv(
        ['id', 'predicted'],
        found.map(({ id, score }) => [id, score]),
      ),
    },
  };
}
