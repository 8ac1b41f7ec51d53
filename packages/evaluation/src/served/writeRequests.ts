import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { openTable, type TableSpec } from '@greenroom/dataset';
import type {
  EvaluationSpec,
  LabelledDataset,
  ServedEndpoint,
} from '@greenroom/manifest';
import { assertContract } from '../assertRunnable';
import { sampleRows } from '../checkSamples';
import { type Fitted, PreparedModel } from '../PreparedModel';
import { inputColumns } from '../preprocessing/prepareInputs';
import type { StepFiles } from '../preprocessing/StepFiles';
import { readSplit } from '../readSplit';
import type { ServedFacts } from './openServedModel';
import { RequestWriter } from './RequestWriter';

export type RequestsQuestion = {
  readonly endpoint: Pick<ServedEndpoint, 'batchRows'>;
  /** What the server says that the model takes and gives. */
  readonly facts: ServedFacts;
  readonly manifest: Fitted;
  readonly files: StepFiles;
  /** JSON, as `checkSamples` takes it: asked first. */
  readonly samples?: string;
  readonly evaluation: Pick<EvaluationSpec, 'split'>;
  readonly table: TableSpec;
  readonly dataset: Pick<LabelledDataset, 'key' | 'label' | 'split'>;
  readonly out: string;
  readonly onProgress?: (fraction: number) => void;
};

/**
 * Prepares the labelled rows of a split for a served model and writes what it
 * is to be asked: of each request a line of `RequestHead`, and a line that is
 * its body. Whoever has the network need not read rows, pictures or texts.
 *
 * @returns rows that are asked about
 * @throws ModelError, TableError naming file and remedy
 */
export async function writeRequests(
  question: RequestsQuestion,
): Promise<number> {
  const { endpoint, facts, manifest, files, samples, out } = question;
  const { output, samples: named = 'samples' } = manifest.preprocessing;
  assertContract(facts, manifest.preprocessing);
  const written = createWriteStream(out);
  const writer = new RequestWriter(facts, endpoint, async (head, body) => {
    const isRoom = written.write(`${JSON.stringify(head)}\n${body}\n`);
    if (!isRoom) await once(written, 'drain');
  });
  const model = new PreparedModel(writer, facts, manifest, files);
  const table = await openTable(question.table);
  try {
    if (samples !== undefined) {
      const { rows, outputs } = sampleRows(samples, named);
      await model.outputsOf(
        rows,
        [...new Set([output, ...outputs])],
        (_row, index) => `Sample ${index + 1} of ${named}`,
      );
    }
    const count = await writeRows(model, writer, question, table);
    written.end();
    await finished(written);
    return count;
  } finally {
    table.close();
    written.destroy();
  }
}

async function writeRows(
  model: PreparedModel,
  writer: RequestWriter,
  question: RequestsQuestion,
  table: Awaited<ReturnType<typeof openTable>>,
): Promise<number> {
  const { dataset, evaluation, manifest, onProgress } = question;
  const { preprocessing } = manifest;
  const split = await readSplit(
    table,
    evaluation.split,
    dataset,
    inputColumns(preprocessing),
  );
  let done = 0;
  for await (const rows of split.chunks()) {
    writer.keys = rows.map(row => String(row[dataset.key]));
    await model.outputsOf(
      rows,
      [preprocessing.output],
      row => `Row ${String(row[dataset.key])}`,
    );
    done += rows.length;
    onProgress?.(done / split.rows);
  }
  return split.rows;
}
