import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { FileError } from '../../FileError';
import {
  GROUP_COLUMNS,
  ISSUE_COLUMNS,
  type IssueRecord,
  SCORE_COLUMNS,
} from '../labels/Issue';
import type { LabelsAnswer } from '../labels/labels';
import { nullCheck } from '../labels/nullCheck';
import { writeRecords, type WrittenRecord } from '../labels/writeRecords';
import { boxChecks } from './boxChecks';
import type { BoxesInput } from './BoxesInput';
import { drawnAnswer } from './drawnAnswer';
import { readDrawnBoxes } from './drawnBoxes';
import {
  type DoubtfulPicture,
  judgeBoxes,
  type JudgedBoxes,
} from './judgeBoxes';
import { type Picture, readPictures } from './Picture';
import { type Detections, readDetections } from './readDetections';
import { summariseBoxes } from './summariseBoxes';
import { type UnclearPicture, unclearPictures } from './unclearPictures';

/** Digits that people and thresholds can use. */
const DIGITS = 6;
const NOTHING: Detections = { ofPicture: new Map(), origins: new Map() };

/**
 * Which boxes of pictures are doubtful: by out-of-sample detections, and by what
 * several annotators draw differently. A row is a picture, its label all of its
 * boxes. Leaves what `labels` leaves, in the same files; there are no groups.
 *
 * @throws FileError where there is no picture, or a file cannot be used
 */
export async function boxes(
  input: BoxesInput,
  outDirectory: string,
  tell: (fraction: number, message?: string) => void,
): Promise<LabelsAnswer> {
  tell(0.05, 'Reading boxes');
  const pictures = await readPictures(input);
  if (pictures.length === 0)
    throw new FileError('The table has no picture. Add one.');
  tell(0.2, 'Reading out-of-sample detections');
  const detections =
    input.ids.length > 0 ? await readDetections(input) : NOTHING;
  tell(0.4, 'Comparing boxes with detections');
  const judged = judgeBoxes(
    pictures.filter(({ split }) => !input.audited.includes(split)),
    detections,
    input.classes,
  );
  tell(0.6, 'Comparing annotators');
  const drawn = await readDrawnBoxes(input, pictures);
  const unclear = drawn ? unclearPictures(drawn, input.guideline) : [];
  tell(0.9, 'Writing the issues');
  const out = (name: string) => path.join(outDirectory, name);
  await writeRecords(
    out('issues.parquet'),
    ISSUE_COLUMNS,
    issueRecords(judged, unclear),
  );
  await writeRecords(
    out('scores.parquet'),
    SCORE_COLUMNS,
    scoreRecords(pictures, judged, unclear),
  );
  await writeRecords(out('groups.parquet'), GROUP_COLUMNS, []);
  if (drawn)
    await writeFile(
      out('annotators.json'),
      JSON.stringify(drawnAnswer(drawn, input.classes)),
    );
  return {
    rows: judged.scores.size,
    predictions: usedPredictions(judged, detections),
    hasCrowd: drawn !== undefined,
    ...summariseBoxes(judged, unclear, input.classes),
    checks: [
      ...boxChecks({ pictures, judged, drawn }, input),
      await nullCheck(input),
    ],
  };
}

/** Lines of `issues.parquet`: wrong boxes before unclear ones, the worst first. */
function* issueRecords(
  { doubtful }: JudgedBoxes,
  unclear: readonly UnclearPicture[],
): Generator<IssueRecord> {
  const nothing = { likely: [], neighbours: [] };
  let rank = 0;
  for (const { picture, findings, suggested, score } of doubtful)
    yield {
      ...nothing,
      ...placeOf(picture),
      rank: rank++,
      kind: findings[0].kind,
      suggested,
      score: rounded(score),
      why: whyOf(findings),
      findings: [...findings],
    };
  for (const { picture, score, why } of unclear)
    yield {
      ...nothing,
      ...placeOf(picture),
      rank: rank++,
      kind: 'ambiguous',
      score: rounded(score),
      why,
    };
}

function whyOf([worst, ...others]: DoubtfulPicture['findings']): string {
  if (others.length === 0) return worst.why;
  return `${worst.why} ${others.length} more ${
    others.length === 1 ? 'box is' : 'boxes are'
  } doubtful.`;
}

/** Lines of `scores.parquet`, a picture each. */
function* scoreRecords(
  pictures: readonly Picture[],
  { doubtful, scores }: JudgedBoxes,
  unclear: readonly UnclearPicture[],
): Generator<WrittenRecord> {
  const issues = new Map(doubtful.map(each => [each.picture, each]));
  const isUnclear = new Set(unclear.map(({ picture }) => picture));
  for (const picture of pictures) {
    const score = scores.get(picture);
    const issue = issues.get(picture);
    yield {
      ...placeOf(picture),
      suggested: issue?.suggested,
      score: score === undefined ? undefined : rounded(score),
      kind:
        issue?.findings[0].kind ??
        (isUnclear.has(picture) ? 'ambiguous' : undefined),
    };
  }
}

function placeOf({ key, split, given }: Picture) {
  return { key, split, given };
}

function usedPredictions(
  { scores }: JudgedBoxes,
  { origins }: Detections,
): LabelsAnswer['predictions'] {
  const used = [...origins].map(([split, origin]) => ({
    splits: [split],
    origin,
    rows: [...scores.keys()].filter(picture => picture.split === split).length,
  }));
  return used.filter(({ rows }) => rows > 0);
}

function rounded(value: number): number {
  return Number(value.toFixed(DIGITS));
}
