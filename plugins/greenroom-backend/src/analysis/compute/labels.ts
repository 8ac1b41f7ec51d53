import { findLabelIssues, scoreLabels } from '@greenroom/label-quality';
import type { DataCheck } from '@greenroom/backstage-plugin-greenroom-common';
import type { Preprocessing } from '@greenroom/manifest';
import path from 'node:path';
import type { LabelsResult } from '../AnalysisStore';
import { FileError } from '../FileError';
import { gatherPredictions } from './gatherPredictions';
import { LabelledRow, readLabels } from './readLabels';
import { Issue, writeIssues } from './writeIssues';

/** The table and the held-out predictions are our own artifacts; out-of-fold ones a stranger's file. */
export type LabelsInput = {
  readonly table: string;
  readonly key: string;
  readonly label: string;
  readonly split: string;
  readonly annotator?: string;
  readonly classes: readonly string[];
  /** Splits whose labels people audited: a model is not asked about them. */
  readonly audited: readonly string[];
  /** Runs on rows that their model was not trained on. */
  readonly heldOut: readonly {
    readonly predictions: string;
    readonly origin: string;
  }[];
  readonly outOfFold?: {
    readonly file: string;
    readonly name: string;
    readonly origin: string;
  };
  /** How a probe sees a row where there are no other predictions for it. */
  readonly preprocessing?: Preprocessing;
};

/** Where the model leads by less than this, the row is doubtful rather than wrong. */
const AMBIGUOUS_MARGIN = 0.2;

/** Confident learning over out-of-sample predictions; leaves `issues.parquet`. */
export async function labels(
  input: LabelsInput,
  outDirectory: string,
  tell: (fraction: number, message?: string) => void,
): Promise<Omit<LabelsResult, 'issuesArtifact'>> {
  tell(0.1, 'Reading labels');
  const rows = (await readLabels(input)).filter(
    row => !input.audited.includes(row.split),
  );
  tell(0.2, 'Gathering out-of-sample predictions');
  const gathered = await gatherPredictions(input, rows);
  const judged = rows.filter(row => gathered.probabilities.has(row.key));
  if (judged.length === 0) {
    throw new FileError(
      'There is no out-of-sample prediction for any labelled row. Declare an evaluation on a held-out split, or predictions.outOfFold in the model manifest.',
    );
  }
  tell(0.7, 'Confident learning');
  const k = input.classes.length;
  const probabilities = new Float64Array(judged.length * k);
  judged.forEach((row, i) =>
    probabilities.set(gathered.probabilities.get(row.key)!, i * k),
  );
  const question = {
    labels: Int32Array.from(judged, row => row.label),
    predProbs: probabilities,
    classes: k,
  };
  const found = findLabelIssues(question);
  const { scores } = scoreLabels({ ...question, method: 'self_confidence' });
  const issues = found.issues.map((row, rank) =>
    toIssue(
      judged[row],
      rank,
      probabilities.subarray(row * k, (row + 1) * k),
      scores[row],
      {
        classes: input.classes,
        origin: gathered.origins.get(judged[row].key)!,
      },
    ),
  );
  tell(0.9, 'Writing the issues');
  await writeIssues(issues, path.join(outDirectory, 'issues.parquet'));
  return {
    rows: judged.length,
    issues: issues.length,
    labelsOk: { value: 1 - issues.length / judged.length, n: judged.length },
    predictions: gathered.used,
    transitions: countTransitions(issues),
    byAnnotator: countByAnnotator(judged, issues),
    checks: checksOf(rows, judged, input),
  };
}

function toIssue(
  row: LabelledRow,
  rank: number,
  probabilities: Float64Array,
  score: number,
  context: { classes: readonly string[]; origin: string },
): Issue {
  let best = row.label === 0 ? 1 : 0;
  probabilities.forEach((p, j) => {
    if (j !== row.label && p > probabilities[best]) best = j;
  });
  const pGiven = probabilities[row.label];
  const pSuggested = probabilities[best];
  const given = context.classes[row.label];
  const suggested = context.classes[best];
  const share = (p: number) =>
    `${(100 * p).toFixed(p > 0.995 || p < 0.005 ? 1 : 0)} %`;
  return {
    rank,
    key: row.key,
    kind: pSuggested - pGiven < AMBIGUOUS_MARGIN ? 'ambiguous' : 'label_error',
    split: row.split,
    given,
    suggested,
    score,
    pGiven,
    pSuggested,
    annotator: row.annotator,
    why: `${context.origin}: ${share(pSuggested)} for ${suggested}, ${share(
      pGiven,
    )} for ${given}`,
  };
}

function countTransitions(issues: readonly Issue[]) {
  const counts = new Map<
    string,
    { given: string; suggested: string; count: number }
  >();
  for (const { given, suggested } of issues) {
    const id = JSON.stringify([given, suggested]);
    const entry = counts.get(id) ?? { given, suggested, count: 0 };
    entry.count++;
    counts.set(id, entry);
  }
  return [...counts.values()].sort(
    (a, b) =>
      b.count - a.count ||
      a.given.localeCompare(b.given) ||
      a.suggested.localeCompare(b.suggested),
  );
}

function countByAnnotator(
  judged: readonly LabelledRow[],
  issues: readonly Issue[],
) {
  const counts = new Map<
    string,
    { annotator: string; rows: number; issues: number }
  >();
  const of = (annotator: string) => {
    const entry = counts.get(annotator) ?? { annotator, rows: 0, issues: 0 };
    counts.set(annotator, entry);
    return entry;
  };
  for (const { annotator } of judged) if (annotator) of(annotator).rows++;
  for (const { annotator } of issues) if (annotator) of(annotator).issues++;
  return [...counts.values()].sort(
    (a, b) => b.issues / b.rows - a.issues / a.rows,
  );
}

function checksOf(
  rows: readonly LabelledRow[],
  judged: readonly LabelledRow[],
  { classes, audited }: LabelsInput,
): DataCheck[] {
  const present = new Set(rows.map(row => row.label));
  const without = rows.length - judged.length;
  const absent = classes.filter((_, i) => !present.has(i));
  return [
    {
      name: 'Out-of-sample predictions',
      ...(without === 0
        ? {
            state: 'passed',
            text: 'Every labelled row has a prediction by a model that was not trained on it.',
          }
        : {
            state: 'found',
            text: `${without} labelled rows have none and were not judged. Give a model's manifest predictions.outOfFold for them.`,
          }),
    },
    ...(audited.length > 0
      ? ([
          {
            name: 'Audited splits',
            state: 'passed',
            text: `The labels of ${audited.join(
              ', ',
            )} were audited by people; no model is asked about them.`,
          },
        ] as const)
      : []),
    {
      name: 'Declared classes',
      ...(absent.length === 0
        ? { state: 'passed', text: 'Every declared class has rows.' }
        : {
            state: 'found',
            text: `No row has the class ${absent.join(
              ', ',
            )}. Collect rows of it, or take it out of the manifest.`,
          }),
    },
  ];
}
