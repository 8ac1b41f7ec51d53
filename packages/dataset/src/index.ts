/**
 * What a table is, and what changed between two.
 *
 * @packageDocumentation
 */
export { openTable } from './openTable';
export type {
  Dialect,
  FileSet,
  TableFile,
  TableFormat,
  TableSpec,
} from './table/TableSpec';
export { matchPaths } from './table/matchPaths';
export type { MatchedPath } from './table/matchPaths';
export { dialectOf, startOf as dialectStart } from './table/readDialect';
export type { ReadyDialect } from './table/readDialect';
export { readCocoIds } from './table/pictures/readCocoIds';
export type { CocoFileIds } from './table/pictures/readCocoIds';
export { localTableSpec } from './table/localFiles';
export { patternFormat, tableSpecOf } from './table/tableSpecOf';
export type { Box } from './table/pictures/readVoc';
export { relationOf } from './table/relationOf';
export type { Relation } from './table/relationOf';
export { Table } from './Table';
export type { Row, TableColumn, Value } from './Table';
export { TableError } from './TableError';
export { csvCell, harmlessText } from './csvCell';
export { canonicalNumber } from './identity/canonicalRow';
export { digestRows, digestTable } from './identity/digestTable';
export { RowsDigest } from './identity/RowsDigest';
export { digestFiles } from './identity/digestFiles';
export type { FilesDigest, KnownDigests } from './identity/digestFiles';
export { profileTable } from './profile/profileTable';
export type { ProfileOptions } from './profile/profileTable';
export type {
  ColumnProfile,
  Histogram,
  ProfileCell,
  SplitBalance,
  TableProfile,
  TopValue,
} from './profile/ColumnProfile';
export type { DeclaredImage } from './profile/imageSizes';
export {
  Blame,
  blamedCells,
  exportBlame,
  readBlame,
  resumeBlame,
  writeBlame,
} from './blame';
export type {
  BlameColumn,
  BlameCommit,
  BlamedCell,
  BlamedRow,
  BlameFacts,
  BlameMetadata,
  BlameRemark,
  BlameRevision,
  RevisionTable,
} from './blame';
export { diffTables } from './diff/diffTables';
export type { DiffOptions } from './diff/diffSides';
export type { Cell, ChangedCell, TableDiff } from './diff/TableDiff';
export { writeSnapshot } from './snapshot/writeSnapshot';
export { openSnapshot } from './snapshot/openSnapshot';
export { diffSnapshots } from './snapshot/diffSnapshots';
export { PRINT_COLUMN, ROW_COLUMN } from './snapshot/snapshotColumns';
export { driftBetween } from './drift/driftBetween';
export type { DriftOptions, Sides } from './drift/driftBetween';
export { driftOfFiles } from './drift/driftOfFiles';
export type { DriftReport, Population } from './drift/driftOfFiles';
export { summariseDrift } from './drift/summariseDrift';
export type { DriftSummary } from './drift/summariseDrift';
export type {
  ColumnDrift,
  ComparedBy,
  DriftBin,
  DriftMeasure,
  Effect,
  EffectSize,
} from './drift/ColumnDrift';
export { orientSplits } from './leakage/orientSplits';
export type { Orientation } from './leakage/orientSplits';
export { findLeakage } from './leakage/findLeakage';
export type { LeakageOptions, LeakageSources } from './leakage/findLeakage';
export { LEAK_COLUMNS } from './leakage/Leakage';
export type { LeakageReport, LeakCount, LeakKind } from './leakage/Leakage';
export { proposeRelease } from './release/proposeRelease';
export type {
  Bump,
  DataChange,
  Release,
  ReleaseReason,
} from './release/Release';
export { ParquetRows } from './ParquetRows';
export type { ParquetCell, ParquetColumn } from './ParquetRows';
export { thumbnail } from './thumbnail';
export { QueryPool, QueryTimeoutError } from './QueryPool';
export { identifier, labelSql, literal } from './sql';
export { isPicture, openPicture, picture } from './picture';
export { decodePicture } from './decodePicture';
export type { Pixels } from './decodePicture';
export { COLOUR_SIDE, GREY_SIDE, pictureLook } from './pictureLook';
export type { PictureLook, RawPicture } from './pictureLook';
export { ObjectCache } from './storage/ObjectCache';
export { digestOf } from './storage/Digest';
export type { Digest } from './storage/Digest';
export type { OpenedObject, OpenObject } from './storage/OpenedObject';
export { verifying } from './storage/verifying';
export { StorageError } from './storage/StorageError';
export type { StorageFailure } from './storage/StorageError';
export type {
  Kept,
  LocalObject,
  ObjectPlace,
  WritablePlace,
} from './storage/ObjectPlace';
export type {
  AddressAnswer,
  ReadAddress,
  SendAddress,
} from './storage/ReadAddress';
export { folderPlace } from './storage/folderPlace';
export { openAddress } from './storage/openAddress';
export { webPlace } from './storage/webPlace';
export { createS3Reader, s3Place } from './storage/s3Place';
export type { S3Reader } from './storage/s3Place';
export { createS3Client } from './storage/s3Client';
export type { S3Bucket, S3Credentials } from './storage/s3Client';
export { isNoSuchKey, s3Failure } from './storage/s3Failure';
export { LfsServer } from './storage/lfs/LfsServer';
export type { LfsObject } from './storage/lfs/requestBatch';
export { uploadLfs } from './storage/lfs/uploadLfs';
export { lfsKey, openLfsFile } from './storage/lfs/openLfsFile';
export { dvcKey, DvcRemote } from './storage/dvc/DvcRemote';
export { md5Dos2unix } from './storage/md5Dos2unix';
export type { DvcObject } from './storage/dvc/DvcRemote';
export { readDvcConfig } from './storage/dvc/readDvcConfig';
export type { DvcConfig, DvcRemoteConfig } from './storage/dvc/readDvcConfig';
export { DVC_FOLDER_BYTES, readDvcFolder } from './storage/dvc/readDvcFolder';
export type { DvcEntry } from './storage/dvc/readDvcFolder';
