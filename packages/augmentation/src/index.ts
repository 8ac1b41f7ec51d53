/**
 * Rows made of rows, and the checks each must pass: no file is read here, and no
 * row of a test split is a parent.
 *
 * @packageDocumentation
 */
export { augmentRows, type Augmented } from './augmentRows';
export { type RowRecipe } from './makeRows';
export {
  type Cell,
  cellsOf,
  type SyntheticRow,
  type TrainingColumn,
  type TrainingRows,
} from './TrainingRows';
export { DROP_REASONS, DROP_WORDS, type DropReason } from './checks/DropReason';
