import type { InputBatch } from './InputBatch';

/** Rows a batch, unless the model fixes another number or the rows are wide: more bring no speed. */
export const BATCH_ROWS = 1024;

/** The inputs of one batch hold at most so many numbers, 64 MiB in single precision: a network's inner layers take several times as much. */
const BATCH_VALUES = 16 * 1024 * 1024;

/** Rows that are run at a time: as many as fit into memory, at least one. */
export function batchRows({ inputs }: InputBatch): number {
  const width = [...inputs.values()].reduce((sum, each) => sum + each.width, 0);
  return Math.max(1, Math.min(BATCH_ROWS, Math.floor(BATCH_VALUES / width)));
}
