import { ParquetRows } from '@greenroom/dataset';
import { checkSamples } from '../checkSamples';
import { ModelError } from '../ModelError';
import type { Fitted } from '../PreparedModel';
import { readOutputs } from '../readOutputs';
import type { OutputValues } from '../session/InputBatch';
import { OutputCollector } from '../session/OutputCollector';
import type { Made } from '../session/runBatches';
import type { AnswerLog } from './AnswerLog';
import { halvesOf, joined } from './halvesOf';
import type { InferenceServer } from './InferenceServer';
import { linesOf } from './linesOf';
import type { RequestHead } from './RequestHead';
import { SampleAnswers } from './SampleAnswers';

type Asked = {
  readonly server: InferenceServer;
  readonly manifest: Fitted;
  /** As `writeRequests` wrote it. */
  readonly requests: string;
  /** Rows that are asked about. */
  readonly rows: number;
  readonly samples?: string;
  /** Answers of an attempt before are not asked for again. */
  readonly log: AnswerLog;
  readonly out: string;
  readonly onProgress?: (fraction: number) => void;
};

/**
 * Asks a server what was prepared, and writes what it says as a file of
 * predictions with keys (Parquet: `key`, `p`, or `predicted` where it tells only
 * labels), for `evaluatePredictions`. Samples are held first. No row is read,
 * and no native code sees what the server says.
 *
 * @throws ModelError where the server's answers do not fit, or samples come out otherwise
 */
export async function askRequests(asked: Asked): Promise<void> {
  const { manifest, requests, samples, out, log, server } = asked;
  const { preprocessing, classes } = manifest;
  const tellsLabels =
    preprocessing.holds === 'labels' || preprocessing.holds === 'indices';
  const written = await ParquetRows.open([
    { name: 'key', type: 'VARCHAR' },
    tellsLabels
      ? { name: 'predicted', type: 'VARCHAR' }
      : { name: 'p', type: 'DOUBLE[]' },
  ]);
  const said = new SampleAnswers(manifest);
  let isChecked = samples === undefined;
  let done = 0;
  try {
    for await (const { head, body } of readRequests(requests)) {
      if (head.keys && !isChecked) {
        await checkSamples(said, manifest, samples!);
        isChecked = true;
      }
      const made = await log.next(server, () =>
        madeOf(server, body, head.outputs),
      );
      const outputs = outputsOf(server, head, made);
      if (!head.keys) {
        said.add(outputs, head.rows);
        continue;
      }
      const { p } = readOutputs(
        preprocessing,
        classes,
        outputs.get(preprocessing.output)!,
      );
      await written.append(
        head.keys.map((key, i) => {
          const of = p.subarray(i * classes.length, (i + 1) * classes.length);
          return [key, tellsLabels ? classes[of.indexOf(1)] : of];
        }),
      );
      done += head.rows;
      asked.onProgress?.(done / asked.rows);
    }
    await written.finish(out);
  } finally {
    await written.close();
  }
}

async function* readRequests(
  file: string,
): AsyncGenerator<{ readonly head: RequestHead; readonly body: string }> {
  let head: RequestHead | undefined;
  for await (const { line } of linesOf(file)) {
    if (!head) head = JSON.parse(line) as RequestHead;
    else {
      yield { head, body: line };
      head = undefined;
    }
  }
}

/** Of fewer rows at a time where a server finds them too large. */
async function madeOf(
  server: InferenceServer,
  body: string,
  outputs: readonly string[],
): Promise<Readonly<Record<string, Made>>> {
  const made = await server.infer(body, outputs);
  if (made !== 'too-large') return made;
  const halves = halvesOf(body);
  if (!halves)
    throw new ModelError(
      `The server of ${server.name} finds one row too large (413). Let it take longer requests.`,
    );
  const [first, second] = [
    await madeOf(server, halves[0], outputs),
    await madeOf(server, halves[1], outputs),
  ];
  return joined(first, second);
}

function outputsOf(
  server: InferenceServer,
  { outputs, rows, batchRows }: RequestHead,
  made: Readonly<Record<string, Made>>,
): ReadonlyMap<string, OutputValues> {
  return new Map(
    outputs.map(name => {
      const collector = new OutputCollector(rows);
      try {
        collector.add(made[name], rows, batchRows);
      } catch (error) {
        throw new ModelError(
          `The output ${name} of ${server.name} ${(error as Error).message}`,
        );
      }
      return [name, collector.collected];
    }),
  );
}
