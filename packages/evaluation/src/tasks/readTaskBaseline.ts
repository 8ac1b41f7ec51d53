import { openTable } from '@greenroom/dataset';
import type { BaselineFile } from '../readBaseline';

/** What another version said of each row, by key. */
export type TaskBaseline = {
  readonly name: string;
  readonly made: ReadonlyMap<string, unknown>;
};

/** Reads predictions of another run: Parquet as `PredictionWriter` writes it. */
export async function readTaskBaseline({
  path,
  name,
}: BaselineFile): Promise<TaskBaseline> {
  const table = await openTable({ path, format: 'parquet' });
  try {
    const made = new Map<string, unknown>();
    for await (const chunk of table.stream('SELECT key, predicted, p FROM t'))
      for (const { key, predicted, p } of chunk)
        made.set(String(key), p ?? predicted);
    return { name, made };
  } finally {
    table.close();
  }
}
