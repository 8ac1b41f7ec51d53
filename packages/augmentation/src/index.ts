/**
 * Rows made of rows, pictures of pictures, and the checks each must pass: only
 * tables that somebody opened are read here, and no row of a test split is a parent.
 *
 * @packageDocumentation
 */
export { augmentRows, type Augmented } from './augmentRows';
export { type Maker, makerOf, type RowRecipe } from './makeRows';
export {
  type Cell,
  cellsOf,
  type SyntheticRow,
  type TrainingColumn,
  type TrainingRows,
} from './TrainingRows';
export {
  augmentPictures,
  type AugmentedPictures,
  MOST_PICTURES,
  type PictureRecipe,
  type PictureSource,
  type SyntheticPicture,
} from './pictures/augmentPictures';
export {
  packPicture,
  PICTURE_FORMATS,
  PictureError,
  type PictureFormat,
  pictureFormatOf,
  unpackPicture,
} from './pictures/pictureFile';
export type { Pixels } from './pictures/Pixels';
export {
  type Annotation,
  moveAnnotation,
  type MovedAnnotation,
} from './pictures/geometry/moveAnnotation';
export {
  type Mask,
  maskOf,
  pixelsIn,
  type RunLengths,
  runLengthsOf,
} from './pictures/geometry/Mask';
export type { Placement, Size } from './pictures/geometry/Placement';
export {
  areaOf as polygonArea,
  type Box,
  type Polygon,
} from './pictures/geometry/Polygon';
export {
  augmentTable,
  droppedOf,
  ENGINE_VERSION,
  type MadePicture,
  type MadeRow,
  type MadeRows,
  pictureCell,
} from './ground/augmentTable';
export type { JudgingModel } from './checks/judgeByModel';
export { type JudgeFiles, openJudge } from './checks/openJudge';
export { DROP_REASONS, DROP_WORDS, type DropReason } from './checks/DropReason';
