import { draw } from '../draw';
import { csv } from '../csv';
import type { LetterTask } from './Task';

const ROWS = 160;
const OPENINGS = ['Thank you for your letter.', 'We have your letter.'];
const ANSWERS = [
  'We pay the amount within ten days.',
  'We need the bill to decide.',
  'Your new address is noted.',
  'The contract ends with this month.',
];
/** So often the model opens otherwise, and answers something else. */
const OTHERWISE = 0.3;
const WRONG = 0.12;

/** Letters with the reply that a person wrote. */
export function replies(): LetterTask {
  const rows = Array.from({ length: ROWS }, (_, i) => {
    const id = `r${String(i).padStart(3, '0')}`;
    const opening = draw(id, 'opening') < 0.5 ? 0 : 1;
    const answer = Math.floor(draw(id, 'answer') * ANSWERS.length);
    const written = draw(id, 'otherwise') < OTHERWISE ? 1 - opening : opening;
    const said =
      draw(id, 'wrong') < WRONG ? (answer + 1) % ANSWERS.length : answer;
    return {
      id,
      given: `${OPENINGS[opening]} ${ANSWERS[answer]}`,
      made: `${OPENINGS[written]} ${ANSWERS[said]}`,
    };
  });
  return {
    task: 'text-generation',
    dataset: {
      name: 'letter-replies',
      title: 'Replies to letters',
      description: 'Letters with the reply that a person wrote.',
      spec: '  columns: [{ name: reply, type: text }]',
      csv: csv(
        ['id', 'split', 'reply'],
        rows.map(({ id, given }) => [id, 'test', given]),
      ),
    },
    model: {
      name: 'reply-writer',
      title: 'Reply writer',
      description: 'Writes what could be replied to a letter.',
      metrics: ['exactMatch', 'tokenF1', 'bleu', 'chrf', 'wordErrorRate'],
      predictions: csv(
        ['id', 'predicted'],
        rows.map(({ id, made }) => [id, made]),
      ),
    },
  };
}
