import { literal, QueryPool } from '@greenroom/dataset';
import path from 'node:path';
import { type NamedFiles, overFiles } from '../../artifacts/overFiles';

/** Files are our own artifacts. */
export type SelectionInput = {
  readonly files: NamedFiles;
  /** Selects the numbers of the rows as `row`, in order. */
  readonly numbers: string;
  readonly values: readonly (string | number)[];
};

const LIMITS = {
  memory: '2GB',
  threads: 2,
  queriesAtATime: 1,
  timeoutMillis: 20 * 60_000,
};

/** Leaves `selection.parquet`: the numbers of the rows, in order. */
export async function selection(
  { files, numbers, values }: SelectionInput,
  outDirectory: string,
  tell: (fraction: number, message?: string) => void,
): Promise<{ rows: number }> {
  tell(0.2, 'Looking through the rows');
  const queries = new QueryPool(LIMITS);
  try {
    const [written] = await queries.query(
      `COPY (${overFiles(files, numbers)}) TO ${literal(
        path.join(outDirectory, 'selection.parquet'),
      )} (FORMAT PARQUET, COMPRESSION ZSTD)`,
      values,
    );
    return { rows: Number(written.Count) };
  } finally {
    await queries.close();
  }
}
