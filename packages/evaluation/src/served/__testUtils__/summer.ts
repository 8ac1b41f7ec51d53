import type { ReadAddress } from '@greenroom/dataset';
import type { TestServedModel } from '@greenroom/test-sources';
import { Readable } from 'node:stream';
import type { Fitted } from '../../PreparedModel';

/** Says how likely the sum of two numbers is above zero. */
export const SUMMER: TestServedModel = {
  name: 'summer',
  version: '3',
  inputs: [{ name: 'x', datatype: 'FP32', shape: [-1, 2] }],
  outputs: [{ name: 'p', datatype: 'FP32', shape: [-1, 2] }],
  infer({ x }, rows) {
    const p = Array.from({ length: rows }, (_, i) => {
      const sum = Number(x[2 * i]) + Number(x[2 * i + 1]);
      const above = 1 / (1 + Math.exp(-sum));
      return [1 - above, above];
    });
    return { p: p.flat() };
  },
};
export const FITTED: Fitted = {
  classes: ['below', 'above'],
  preprocessing: {
    input: 'x',
    output: 'p',
    steps: [{ op: 'numbers', columns: ['a', 'b'] }],
  },
};

/** Asks by `fetch`, as the rule of addresses is another's affair. */
export const askByFetch: ReadAddress = async (url, request) => {
  const { status, headers, body } = await fetch(url, request);
  return {
    status,
    headers: Object.fromEntries(headers),
    body: body ? Readable.fromWeb(body as never) : Readable.from([]),
  };
};
