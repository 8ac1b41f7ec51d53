import type { NameOf } from './preprocessing/Preparation';
import type { InputRow } from './preprocessing/PreparedStep';
import type { ClassOutputs } from './readOutputs';
import type { OutputValues } from './session/InputBatch';

/** A model with its preprocessing, wherever it runs: rows in, classes out. */
export interface RowModel {
  /**
   * @returns what the model says of each class, row by row
   * @throws Error naming a row that cannot be prepared, ModelError where inputs or outputs do not fit
   */
  classify(rows: readonly InputRow[], nameOf?: NameOf): Promise<ClassOutputs>;
  /** What outputs of the model hold, as they are. */
  outputsOf(
    rows: readonly InputRow[],
    outputs: readonly string[],
    nameOf?: NameOf,
  ): Promise<ReadonlyMap<string, OutputValues>>;
  close(): Promise<void>;
}
