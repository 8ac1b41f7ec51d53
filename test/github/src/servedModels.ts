import type { IncomingHttpHeaders } from 'node:http';
import { settledWith } from '@greenroom/catalog';
import { answerInference, type TestServedModel } from '@greenroom/test-sources';

/** Below it the models of the example answer, as KServe would have them on hosts of their own. */
const PREFIX = '/served';

type Request = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

export function servesModels({ path }: Pick<Request, 'path'>): boolean {
  return path.startsWith(`${PREFIX}/`);
}

const INPUTS = 3;

const CLAIM_CHECKER: TestServedModel = {
  name: 'claim-checker',
  version: '1',
  inputs: [{ name: 'input', datatype: 'FP32', shape: [-1, INPUTS] }],
  outputs: [{ name: 'probabilities', datatype: 'FP32', shape: [-1, 2] }],
  infer: ({ input }, rows) => ({
    probabilities: Array.from({ length: rows }, (_, i) => {
      const settled = settledWith(
        input.slice(INPUTS * i, INPUTS * (i + 1)).map(Number),
      );
      return [1 - settled, settled];
    }).flat(),
  }),
};

/** What the inference server of the example says, by the Open Inference Protocol v2. */
export function answerOfModels({ method, headers, path, body }: Request): {
  readonly status: number;
  readonly body: object;
} {
  return answerInference(CLAIM_CHECKER, {
    method,
    headers,
    url: path.slice(PREFIX.length),
    body: body.toString('utf8'),
  });
}
