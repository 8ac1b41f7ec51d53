import { principalComponents } from '@greenroom/label-quality';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LabelsResult } from '../../AnalysisStore';
import { FileError } from '../../FileError';
import { ambiguousRows } from './ambiguousRows';
import { compareRows } from './compareRows';
import { crowdAnswer } from './crowdAnswer';
import { crowdIssues, withCrowd } from './crowdIssues';
import { gatherPredictions } from './gatherPredictions';
import { groupChecks } from './groupChecks';
import { groupIssues } from './groupIssues';
import { GROUP_COLUMNS, ISSUE_COLUMNS, SCORE_COLUMNS } from './Issue';
import { issueRecords, type Judged, scoreRecords } from './issueRecords';
import { Judgement } from './Judgement';
import { judgeCrowd, votedRows } from './judgeCrowd';
import { labelChecks } from './labelChecks';
import type { LabelsInput } from './LabelsInput';
import { namesOf } from './namesOf';
import { nullCheck } from './nullCheck';
import { pictureChecks } from './pictureChecks';
import { predictionIssues } from './predictionIssues';
import { readFeatures } from './readFeatures';
import { readLabels } from './readLabels';
import { readSlices } from './readSlices';
import { readVotes } from './readVotes';
import { groupRecords, rowGroups } from './RowGroup';
import { summariseIssues } from './summariseIssues';
import { writeRecords } from './writeRecords';

export type LabelsAnswer = Omit<
  LabelsResult,
  `${'issues' | 'scores' | 'groups' | 'annotators'}Artifact`
> & {
  /** There is an `annotators.json`. */
  readonly hasCrowd: boolean;
};

/**
 * Which labels are doubtful: by out-of-sample predictions and by the nearest
 * rows, by several annotators. Leaves `issues.parquet`, `scores.parquet` and
 * `groups.parquet`, and `annotators.json` where there are several.
 */
export async function labels(
  input: LabelsInput,
  outDirectory: string,
  tell: (fraction: number, message?: string) => void,
): Promise<LabelsAnswer> {
  tell(0.05, 'Reading labels');
  const labelled = await readLabels(input);
  if (labelled.length === 0)
    throw new FileError(
      `No row has a label. Fill the column ${input.label}, or name another one as spec.label.`,
    );
  tell(0.1, 'Reading features');
  const features = await readFeatures(input, labelled);
  const rows = 'whyNot' in features ? labelled : features.rows;
  tell(0.2, 'Gathering out-of-sample predictions');
  const gathered = await gatherPredictions(
    input,
    rows,
    'whyNot' in features ? undefined : features,
  );
  tell(0.5, 'Confident learning');
  const judgement = new Judgement(
    rows,
    gathered,
    input.classes.length,
    ({ split }) => !input.audited.includes(split),
  );
  tell(0.6, 'Comparing rows with their neighbours');
  const compared =
    'whyNot' in features ? features : await compareRows(features);
  const groups = 'whyNot' in compared ? [] : rowGroups(compared);
  const { votes } = input;
  const voted = votes && (await readVotes({ ...input, votes }, rows));
  const crowd =
    voted && judgeCrowd(voted, rows, gathered, input.classes.length);
  const byModel = predictionIssues(judgement, rows, {
    classes: input.classes,
    origins: gathered.origins,
  });
  const doubts = crowd
    ? withCrowd(crowdIssues(crowd, rows, judgement, input.classes), byModel)
    : byModel;
  const grouped =
    'whyNot' in compared
      ? []
      : groupIssues(compared, groups, rows, input.classes);
  const issues = [
    ...doubts,
    ...ambiguousRows(judgement, doubts, input.classes),
    ...grouped,
  ];
  const found: Judged = {
    rows,
    classes: input.classes,
    judgement,
    graph: 'whyNot' in compared ? undefined : compared.graph,
    issues,
  };
  tell(0.9, 'Writing the issues');
  const out = (name: string) => path.join(outDirectory, name);
  await writeRecords(out('issues.parquet'), ISSUE_COLUMNS, issueRecords(found));
  await writeRecords(
    out('scores.parquet'),
    SCORE_COLUMNS,
    scoreRecords(
      // A row between two classes is not one whose label looks wrong.
      { ...found, issues: [...doubts, ...grouped] },
      'whyNot' in features
        ? undefined
        : principalComponents(features.values, features.columns).coordinates,
    ),
  );
  await writeRecords(
    out('groups.parquet'),
    GROUP_COLUMNS,
    groupRecords(groups, rows, input.classes),
  );
  if (crowd && voted)
    await writeFile(
      out('annotators.json'),
      JSON.stringify(crowdAnswer(crowd, voted.people, rows, input.classes)),
    );
  const judged = [
    ...new Set([...judgement.judged, ...(crowd ? votedRows(crowd) : [])]),
  ];
  return {
    rows: judged.length,
    predictions: gathered.used,
    hasCrowd: crowd !== undefined,
    ...summariseIssues({ doubts, issues }, rows, judged, input.classes),
    checks: [
      ...labelChecks(
        { rows, judged: judgement.judged, compared, votes: voted },
        input,
      ),
      await nullCheck(input),
      ...groupChecks({
        ...{ rows, judgement, compared },
        slices: await readSlices(input, rows),
        classes: input.classes.length,
        nameOf: namesOf(input),
      }),
      ...('whyNot' in features ? [] : pictureChecks(features, input)),
    ],
  };
}
