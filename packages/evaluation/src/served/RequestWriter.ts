import type { ServedEndpoint } from '@greenroom/manifest';
import type { Runner } from '../PreparedModel';
import type { InputBatch } from '../session/InputBatch';
import { runBatches } from '../session/runBatches';
import { REQUEST_ROWS } from './InferenceServer';
import type { ServedFacts } from './openServedModel';
import type { RequestHead } from './RequestHead';
import { requestOf } from './requestOf';

/** What servers take behind nginx, which lets a megabyte through unless told otherwise. */
const REQUEST_CHARS = 1_000_000;

/** Stands where a model would run, and writes down what it would be asked. */
export class RequestWriter implements Runner {
  /** Of the rows that come next; none of samples. */
  keys: readonly string[] | undefined;

  constructor(
    private readonly facts: ServedFacts,
    private readonly endpoint: Pick<ServedEndpoint, 'batchRows'>,
    private readonly write: (head: RequestHead, body: string) => Promise<void>,
  ) {}

  async run(batch: InputBatch, outputs: readonly string[]) {
    let at = 0;
    return runBatches(this.facts, batch, outputs, {
      mostRows: this.endpoint.batchRows ?? REQUEST_ROWS,
      atOnce: 1,
      runBatch: async feeds => {
        const [batchRows] = feeds[0].shape;
        const rows = Math.min(batchRows, batch.rows - at);
        const body = requestOf(feeds, outputs);
        if (body.length > REQUEST_CHARS && rows > 1 && rows === batchRows)
          return 'too-large';
        const keys = this.keys?.slice(at, at + rows);
        await this.write({ rows, batchRows, outputs, keys }, body);
        at += rows;
        const nothing = {
          data: new Float32Array(batchRows),
          dims: [batchRows],
        };
        return Object.fromEntries(outputs.map(name => [name, nothing]));
      },
    });
  }

  async close(): Promise<void> {}
}
