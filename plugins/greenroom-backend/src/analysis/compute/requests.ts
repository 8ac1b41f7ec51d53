import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type ServedFacts, writeRequests } from '@greenroom/evaluation';
import type {
  EvaluationSpec,
  LabelledDataset,
  ServedModel,
} from '@greenroom/manifest';

/** What a server is to be asked about a split. */
export type RequestsInput = {
  readonly evaluation: Pick<EvaluationSpec, 'split'>;
  /** Our own artifact. */
  readonly table: string;
  readonly dataset: LabelledDataset;
  readonly manifest: ServedModel;
  /** What the server says that the model takes and gives. */
  readonly facts: ServedFacts;
  readonly samples?: string;
  /** Files that steps of the preprocessing read: by the path in the manifest, the local one. */
  readonly files: Readonly<Record<string, string>>;
};

/** Leaves `requests`. */
export async function requests(
  input: RequestsInput,
  outDirectory: string,
  tell: (fraction: number, message?: string) => void,
): Promise<{ readonly rows: number }> {
  const { manifest, samples, table } = input;
  const rows = await writeRequests({
    ...input,
    endpoint: manifest.endpoint,
    samples:
      samples === undefined ? undefined : await readFile(samples, 'utf8'),
    table: { path: table, format: 'parquet' },
    out: path.join(outDirectory, 'requests'),
    onProgress: fraction => tell(fraction, 'Preparing rows'),
  });
  return { rows };
}
