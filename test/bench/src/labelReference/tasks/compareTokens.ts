import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Report } from '../../Report';
import { runGreenroom } from '../../runMeasured';
import { hash32 } from './hash32';
import { TOLERANCE } from './sameVector';
import type { TaskCase } from './TaskFixture';

type Found = {
  readonly issues: readonly {
    readonly sentence: number;
    readonly token: number;
  }[];
  readonly sentenceScores: readonly number[];
  readonly tokenScores: readonly (readonly number[])[];
};

const CLASSES = 5;

export async function compareTokens(
  report: Report,
  { fixture: { token }, scratch }: TaskCase,
): Promise<void> {
  let counter = 0;
  const sentences = token.labels.map(labels => ({
    labels,
    pred_probs: labels.map(() => probabilities(counter++)),
  }));
  const file = path.join(scratch, 'sentences.jsonl');
  writeFileSync(
    file,
    sentences.map(sentence => `${JSON.stringify(sentence)}\n`).join(''),
  );
  const { answer } = await runGreenroom<Found>(
    'labels',
    'tokens',
    '--sentences',
    file,
  );
  report.near(
    'tokens: scores of sentences',
    answer.sentenceScores,
    token.sentence_scores,
    TOLERANCE,
  );
  report.near(
    'tokens: scores of the tokens of five sentences',
    answer.tokenScores.slice(0, 5).flat(),
    token.token_scores_first5.flat(),
    TOLERANCE,
  );
  report.same(
    'tokens: issues in order',
    answer.issues.map(issue => [issue.sentence, issue.token]),
    token.issues,
  );
}

function probabilities(counter: number): number[] {
  const hashes = Array.from({ length: CLASSES }, (_, j) =>
    hash32(counter * CLASSES + j + 4242),
  );
  const weights = hashes.map(hash => ((hash >>> 8) / 2 ** 24) ** 4);
  weights[hashes[0] % CLASSES] += 2;
  const sum = weights.reduce((added, weight) => added + weight, 0);
  return weights.map(weight => weight / sum);
}
