/**
 * Changes to data: the smallest diff, and the words that go with it.
 *
 * @packageDocumentation
 */
export { applyEdits, EDITABLE_FORMATS, placeNewRows } from './applyEdits';
export type { EditableFile, EditableFormat } from './applyEdits';
export { editFiles, TEXT_EDITOR } from './editFiles';
export type { Gathered, RowsEditor, RowsFile } from './editFiles';
export { findRows } from './findRows';
export { movedPicture } from './coco/movedPicture';
export type { CocoMark } from './coco/movedPicture';
export { columnsOfText } from './columnsOfText';
export { editsBetween } from './editsBetween';
export { EditError } from './Edit';
export type {
  AddRow,
  Cells,
  CellEdit,
  CellValue,
  Conflict,
  Edit,
  Edited,
  Exclude,
  MoveRow,
  NewRow,
  Relabel,
  Restore,
} from './Edit';
export { editDvcFile, readDvcOut } from './pointers/editDvcFile';
export type { DvcHash, DvcOut } from './pointers/editDvcFile';
export { editDvcFolder } from './pointers/editDvcFolder';
export { editLfsPointer } from './pointers/editLfsPointer';
export { mergeEdits } from './merge/mergeEdits';
export type { Merged, MergeQuestion } from './merge/mergeEdits';
export type {
  ConflictKind,
  Decision,
  MergeConflict,
  MergeRow,
} from './merge/MergeConflict';
export { mergeFiles } from './merge/mergeFiles';
export type { MergedFile } from './merge/mergeFiles';
export { readRows } from './merge/readRows';
export {
  editParquet,
  parquetColumns,
  placeInParquet,
  readParquetRows,
} from './parquet/editParquet';
export type { ParquetTable } from './parquet/editParquet';
export { readBoxes } from './boxes/Box';
export type { Box } from './boxes/Box';
export { diffBoxes, isSameBoxes } from './boxes/diffBoxes';
export type { BoxesDiff } from './boxes/diffBoxes';
export { proposalBody, proposalMarker } from './body/proposalBody';
export { CHANGE_KINDS, commitSubject } from './body/changeWords';
export type { ChangeKind } from './body/changeWords';
export { escapeMarkdown, quoteMarkdown } from './body/escapeMarkdown';
export { withoutSecrets } from './body/withoutSecrets';
export type { Declared, EditWords, ProposedEntry } from './body/EditWords';
export { newRowProblems, valueProblem } from './newRows/newRowProblems';
export type {
  GivenRow,
  NewRowColumn,
  NewRowSchema,
  RowProblem,
} from './newRows/newRowProblems';
export { NEW_ROW_FORMATS, readNewRows } from './newRows/readNewRows';
export type { NewRowFormat } from './newRows/readNewRows';
export type * from './plan/Plan';
export type {
  DatasetSide,
  ModelSide,
  PlanQuestion,
  Unanswered,
} from './plan/PlanQuestion';
