import type {
  LabelIssue,
  LabelIssueKind,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { RecordColumns } from './writeRecords';

/** One doubt about one row, found but not written yet. */
export type Issue = {
  /** Index of the row. */
  readonly row: number;
  readonly kind: LabelIssueKind;
  /** Index of a class. */
  readonly suggested?: number;
  /** 0 (certainly wrong) to 1 (certainly right). */
  readonly score: number;
  readonly why: string;
  readonly group?: string;
};

/** Of `issues.parquet`; `likely`, `neighbours` and `findings` are JSON. */
export const ISSUE_COLUMNS: RecordColumns = [
  ['rank', 'integer'],
  ['key', 'string'],
  ['kind', 'string'],
  ['split', 'string'],
  ['given', 'string'],
  ['suggested', 'string'],
  ['score', 'number'],
  ['pGiven', 'number'],
  ['pSuggested', 'number'],
  ['entropy', 'number'],
  ['annotator', 'string'],
  ['why', 'string'],
  ['likely', 'string'],
  ['neighbours', 'string'],
  ['group', 'string'],
  ['findings', 'string'],
];
export type IssueRecord = Omit<LabelIssue, 'decision'> & {
  readonly rank: number;
};

/** Of `scores.parquet`: every labelled row; without a score where it was not judged. */
export const SCORE_COLUMNS: RecordColumns = [
  ['key', 'string'],
  ['split', 'string'],
  ['given', 'string'],
  ['suggested', 'string'],
  ['score', 'number'],
  ['pGiven', 'number'],
  ['pSuggested', 'number'],
  ['entropy', 'number'],
  ['annotator', 'string'],
  ['x', 'number'],
  ['y', 'number'],
  ['kind', 'string'],
];

/** Of `groups.parquet`: a line a row of a group, groups in order, rows in the order of their keys. */
export const GROUP_COLUMNS: RecordColumns = [
  ['kind', 'string'],
  ['group', 'string'],
  ['rank', 'integer'],
  ['place', 'integer'],
  ['size', 'integer'],
  ['key', 'string'],
  ['label', 'string'],
  ['split', 'string'],
];
