import { JONAS } from '../people';
import { SeedRepository, texts } from '../SeedRepository';
import { names } from './names';
import { replies } from './replies';
import { search } from './search';
import type { LetterTask } from './Task';
import { topics } from './topics';

/** The column that says what is right, by task. */
const LABELS: Readonly<Record<string, string>> = {
  'multilabel-classification': 'topics',
  'text-ranking': 'relevance',
  'token-classification': 'tags',
  'text-generation': 'reply',
};

function manifest({ task, dataset, model }: LetterTask): string {
  return `---
apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata:
  name: ${dataset.name}
  title: ${dataset.title}
  description: ${dataset.description}
  system: shared-mailboxes
  tags: [text, letters]
spec:
  version: 1.0.0
  license: CC0-1.0
  task: ${task}
  table: { path: data/${dataset.name}.csv, format: csv }
  key: id
  label: ${LABELS[task]}
  split: split
${dataset.spec}
---
apiVersion: greenroom.dev/v1alpha1
kind: Model
metadata:
  name: ${model.name}
  title: ${model.title}
  description: ${model.description}
  system: shared-mailboxes
  tags: [text, letters]
spec:
  version: 1.0.0
  license: Apache-2.0
  task: ${task}
${model.spec ? `${model.spec}\n` : ''}  evaluations:
    - name: test
      dataset: ${dataset.name}
      split: test
      metrics: [${model.metrics.join(', ')}]
      predictions: predictions/${model.name}.csv
`;
}

/** A repository of small data sets and models of other tasks than one class a row; the models are not run here. */
export function letters(): SeedRepository {
  const tasks = [topics(), search(), names(), replies()];
  return {
    name: 'letters',
    description: 'What models make of letters: topics, names, search, replies',
    topics: ['dataset', 'model', 'text'],
    commits: [
      {
        message: 'Add four tasks of letters with their predictions',
        author: JONAS,
        date: '2026-10-05T08:40:00Z',
        files: texts({
          'greenroom.yaml': `# What models make of letters; their predictions are given. Greenroom reads this file.\n${tasks
            .map(manifest)
            .join('')}`,
          '.github/CODEOWNERS':
            '# Who is asked for a review.\n* @northlight/mail\n',
          ...Object.fromEntries(
            tasks.flatMap(({ dataset, model }) => [
              [`data/${dataset.name}.csv`, dataset.csv],
              [`predictions/${model.name}.csv`, model.predictions],
            ]),
          ),
        }),
      },
    ],
  };
}
