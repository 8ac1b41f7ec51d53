import { findLeakage, type LeakageOptions } from '@greenroom/dataset';
import path from 'node:path';
import type { LeakageResult } from '../AnalysisStore';

/** The snapshots are our own artifacts. */
export type LeakageInput = {
  readonly file: string;
  readonly earlier: readonly {
    readonly versionId: string;
    readonly file: string;
  }[];
  readonly options: Omit<LeakageOptions, 'tell'>;
};

/** Leaves `leaks.parquet`: the rows that cross between splits. */
export async function leakage(
  { file, earlier, options }: LeakageInput,
  outDirectory: string,
  tell: (fraction: number, message?: string) => void,
): Promise<Pick<LeakageResult, 'counts' | 'remark' | 'total'>> {
  const { counts, remark, total } = await findLeakage(
    { file, earlier, out: path.join(outDirectory, 'leaks.parquet') },
    { ...options, tell },
  );
  return { counts: [...counts], remark, total };
}
