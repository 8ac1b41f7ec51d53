/**
 * Every manifest format in, one model out.
 *
 * @packageDocumentation
 */
export * from './greenroomDocument';
export { FAIRNESS_METRICS, METRICS } from './metricNames';
export { hasClasses, otherTaskOf } from './tasks';
export type { OtherTask } from './tasks';
export { isAnnotatorTable } from './annotatorsDocument';
export type {
  Augmentation,
  AugmentationAmount,
  PictureChange,
  Recipe,
  TextChange,
} from './augmentationsDocument';
export { augmentationSchema } from './augmentationsDocument';
export { augmentationProblems } from './augmentationProblems';
export { columnProblems } from './columnProblems';
export type { DeclaredCohort, DeclaredConditions } from './cohortsDocument';
export type { CollectRequest } from './collectDocument';
export { DERIVED_WORDS, derivedColumn } from './derivedColumns';
export type { DerivedColumn } from './derivedColumns';
export type {
  AnnotatorFiles,
  AnnotatorsDeclaration,
  AnnotatorTable,
} from './annotatorsDocument';
export * from './preprocessingDocument';
export { TABLE_FORMATS } from './tableDocument';
export type {
  TableDeclaration,
  TableDialect,
  TableFormat,
} from './tableDocument';
export { isPattern, tablePaths } from './tablePaths';
export type { TablePath } from './tablePaths';
export * from './Manifest';
export type { ManifestProblem } from './ManifestProblem';
export { formatOfPath } from './detectFormat';
export type { NamedFormat } from './detectFormat';
export { findTooDeep } from './text/findTooDeep';
export { MANIFEST_LIMITS } from './text/limits';
export { parseYaml } from './text/parseYaml';
export type { ParsedText, Position, TextDocument } from './text/TextDocument';
export { keysOf, schemaProblems } from './schemaProblems';
export { readManifest } from './readManifest';
export type { ManifestResult, ReadOptions } from './readManifest';
export { folderOf, readFolder } from './readFolder';
export type {
  FolderAsset,
  FolderFile,
  FolderProblem,
  FolderReading,
} from './readFolder';
export { licenceOf } from './licence/licenceOf';
export type { SpdxId } from './licence/spdxIds';
export { mergeManifests } from './mergeManifests';
export { LFS_POINTER_BYTES, lfsPointerOf } from './formats/readLfsPointer';
export { readGtoTags } from './readGtoTags';
export type { GtoArtifact, Tag } from './readGtoTags';
export { lastDue, nextDue } from './schedule';
export type { Schedule } from './schedule';
export { isInsideNetwork } from './privateAddress';
export { declarationProblem, DeclarationError, declare } from './edit/declare';
export type { NewDeclaration } from './edit/declare';
export {
  CardError,
  cardSections,
  editCard,
  FRONT_MATTER_SECTION,
} from './edit/editCard';
export type { CardSection } from './edit/editCard';
export {
  ManifestEditError,
  manifestValueAt,
  setManifestValues,
} from './edit/setManifestValues';
export { editManifest } from './edit/editManifest';
export type { ManifestEdit } from './edit/editManifest';
export type { LfsPointer } from './formats/readLfsPointer';
