import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

/** Types of tensors that the Open Inference Protocol has. */
const DATATYPES = [
  ...['BOOL', 'UINT8', 'UINT16', 'UINT32', 'UINT64', 'INT8', 'INT16'],
  ...['INT32', 'INT64', 'FP16', 'FP32', 'FP64', 'BYTES'],
] as const;

const JSON_TYPES = { number: 'number', text: 'string', truth: 'boolean' };

function typeOf(datatype: string): keyof typeof JSON_TYPES {
  if (datatype === 'BYTES') return 'text';
  return datatype === 'BOOL' ? 'truth' : 'number';
}

/** request_input of the published schema (open_inference_rest.yaml), and what its text says beside it. */
const requestInput = z
  .strictObject({
    name: z.string(),
    shape: z.array(z.number().int().min(0)).min(1),
    datatype: z.enum(DATATYPES),
    parameters: z.record(z.string(), z.unknown()).optional(),
    data: z.array(z.union([z.number(), z.string(), z.boolean()])),
  })
  .refine(
    ({ shape, data }) =>
      shape.reduce((product, size) => product * size, 1) === data.length,
    'data has another number of values than the shape says',
  )
  .refine(
    ({ datatype, data }) =>
      data.every(value => typeof value === JSON_TYPES[typeOf(datatype)]),
    'data is of another type than datatype says',
  );
/** inference_request */
const inferenceRequest = z.strictObject({
  id: z.string().optional(),
  parameters: z.record(z.string(), z.unknown()).optional(),
  inputs: z.array(requestInput).min(1),
  outputs: z
    .array(
      z.strictObject({
        name: z.string(),
        parameters: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .optional(),
});

type Tensor = {
  readonly name: string;
  readonly datatype: (typeof DATATYPES)[number];
  readonly shape: readonly number[];
};

/** A model that the server runs. */
export type TestServedModel = {
  readonly name: string;
  readonly version?: string;
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly Tensor[];
  /** Numbers of each output, row-major, from the data of each input. */
  infer(
    inputs: Readonly<Record<string, readonly (number | string | boolean)[]>>,
    rows: number,
  ): Readonly<Record<string, readonly number[]>>;
};

/**
 * A server of the Open Inference Protocol v2 over HTTP that takes nothing
 * amiss: requests that are not of the published schema, or do not fit the
 * model's metadata, are answered with 400 and the reason.
 *
 * @param options.token - requests without it as bearer are answered with 401
 * @param options.mostRows - longer requests are answered with 413
 */
export async function startInferenceServer(
  model: TestServedModel,
  options: { readonly token?: string; readonly mostRows?: number } = {},
): Promise<{
  readonly url: string;
  /** Rows of each request that was answered. */
  readonly answered: readonly number[];
  close(): Promise<void>;
}> {
  const answered: number[] = [];
  const server = http.createServer((request, response) => {
    void text(request)
      .then(body =>
        answerInference(model, { ...options, ...requestOf(request), body }),
      )
      .then(({ status, body, rows }) => {
        if (rows !== undefined) answered.push(rows);
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(body));
      });
  });
  server.listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    answered,
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

type Answer = {
  readonly status: number;
  readonly body: object;
  readonly rows?: number;
};

/** A request as HTTP has it. */
type Asked = {
  readonly method?: string;
  readonly url?: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
};

function requestOf({
  method,
  url,
  headers,
}: http.IncomingMessage): Omit<Asked, 'body'> {
  return { method, url, headers };
}

/** What such a server answers, wherever it listens. */
export function answerInference(
  model: TestServedModel,
  request: Asked & { readonly token?: string; readonly mostRows?: number },
): Answer {
  try {
    return answer(model, request);
  } catch (error) {
    return { status: 400, body: { error: String((error as Error).message) } };
  }
}

function answer(
  model: TestServedModel,
  request: Asked & { readonly token?: string; readonly mostRows?: number },
): Answer {
  const { token, mostRows } = request;
  if (token && request.headers.authorization !== `Bearer ${token}`)
    return { status: 401, body: { error: 'no valid token' } };
  const { name, version } = model;
  const path = `/v2/models/${name}${version ? `/versions/${version}` : ''}`;
  if (request.method === 'GET' && request.url === path) {
    const { inputs, outputs } = model;
    const versions = version ? [version] : undefined;
    return {
      status: 200,
      body: { name, versions, platform: 'onnx_onnxv1', inputs, outputs },
    };
  }
  if (request.method !== 'POST' || request.url !== `${path}/infer`)
    return { status: 404, body: { error: `no model at ${request.url}` } };
  if (request.headers['content-type'] !== 'application/json')
    throw new Error('content-type is not application/json');
  const asked = inferenceRequest.parse(JSON.parse(request.body));
  const [rows] = asked.inputs[0].shape;
  if (mostRows !== undefined && rows > mostRows)
    return { status: 413, body: { error: `at most ${mostRows} rows` } };
  assertFits(model, asked.inputs);
  const made = model.infer(
    Object.fromEntries(asked.inputs.map(each => [each.name, each.data])),
    rows,
  );
  const wanted = asked.outputs?.map(each => each.name) ?? Object.keys(made);
  return {
    status: 200,
    rows,
    body: {
      model_name: name,
      model_version: version,
      outputs: wanted.map(output => {
        const found = model.outputs.find(each => each.name === output);
        if (!found) throw new Error(`no output ${output}`);
        const data = made[output];
        return {
          name: output,
          datatype: found.datatype,
          shape: [rows, data.length / rows],
          data,
        };
      }),
    },
  };
}

function assertFits(
  { inputs }: TestServedModel,
  given: readonly Tensor[],
): void {
  for (const { name, datatype, shape } of inputs) {
    const found = given.find(each => each.name === name);
    if (!found) throw new Error(`input ${name} is missing`);
    if (found.datatype !== datatype)
      throw new Error(`input ${name} is ${found.datatype}, not ${datatype}`);
    const fits =
      found.shape.length === shape.length &&
      shape.every((size, i) => size === -1 || size === found.shape[i]);
    if (!fits) throw new Error(`input ${name} has shape ${found.shape}`);
  }
  if (given.length > inputs.length) throw new Error('there are other inputs');
}
