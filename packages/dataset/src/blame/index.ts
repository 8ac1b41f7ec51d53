export { Blame } from './Blame';
export type { BlameFacts } from './Blame';
export type {
  BlameCommit,
  BlameRemark,
  BlameRevision,
  RevisionTable,
} from './BlameRevision';
export { exportBlame } from './exportBlame';
export { blamedCells } from './blamedCells';
export { readBlame, resumeBlame } from './readBlame';
export type { BlamedCell, BlamedRow } from './readBlame';
export { writeBlame } from './writeBlame';
export type { BlameColumn, BlameMetadata } from './writeBlame';
