import { draw } from '../draw';
import { csv } from '../csv';
import type { LetterTask } from './Task';

const ROWS = 240;
const TOPICS = ['bill', 'claim', 'address change', 'cancellation'] as const;
const SENTENCES: Readonly<Record<(typeof TOPICS)[number], string>> = {
  bill: 'The amount of your last bill is not what we agreed.',
  claim: 'Water came through the roof and I ask you to pay for it.',
  'address change': 'Please write to my new address from now on.',
  cancellation: 'I end my contract at the next possible date.',
};
/** How often a letter has a topic; one without any is about a bill. */
const SHARE = 0.35;
/** How far scores are from the truth, on average. */
const DOUBT = 0.6;

/** Letters with all of their topics. */
export function topics(): LetterTask {
  const letters = Array.from({ length: ROWS }, (_, i) => {
    const id = `t${String(i).padStart(3, '0')}`;
    const drawn = TOPICS.filter(topic => draw(id, topic) < SHARE);
    return { id, topics: drawn.length > 0 ? drawn : [TOPICS[0]] };
  });
  const scoreOf = (id: string, has: boolean, topic: string) => {
    const away = DOUBT * draw(id, topic, 'score');
    return (has ? 1 - away : away).toFixed(3);
  };
  return {
    task: 'multilabel-classification',
    dataset: {
      name: 'letter-topics',
      title: 'Topics of letters',
      description: 'Letters with everything that they are about.',
      spec: `  classes: [${TOPICS.join(', ')}]
  columns: [{ name: text, type: text }]`,
      csv: csv(
        ['id', 'split', 'text', 'topics'],
        letters.map(letter => [
          letter.id,
          'test',
          letter.topics.map(topic => SENTENCES[topic]).join(' '),
          letter.topics.join('; '),
        ]),
      ),
    },
    model: {
      name: 'topic-tagger',
      title: 'Topic tagger',
      description: 'Says what a letter is about.',
      spec: `  classes: [${TOPICS.join(', ')}]`,
      metrics: ['subsetAccuracy', 'hammingLoss', 'microF1', 'macroF1', 'lrap'],
      predictions: csv(
        ['id', ...TOPICS.map(topic => `p_${topic}`)],
        letters.map(letter => [
          letter.id,
          ...TOPICS.map(topic =>
            scoreOf(letter.id, letter.topics.includes(topic), topic),
          ),
        ]),
      ),
    },
  };
}
