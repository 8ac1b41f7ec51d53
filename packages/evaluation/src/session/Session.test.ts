import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { identityModel, modelOf, value } from '../__testUtils__/smallModels';
import { readModel } from '../readModel';
import type { PreparedInput } from './InputBatch';
import { Session } from './Session';

jest.setTimeout(60_000);

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'greenroom-session-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function run(
  model: Uint8Array,
  inputs: Record<string, PreparedInput>,
  outputs: readonly string[] = ['y'],
) {
  const file = path.join(directory, 'm.onnx');
  await writeFile(file, model);
  const session = await Session.open(file, readModel(model, 'm.onnx'));
  const [{ values, width }] = Object.values(inputs);
  try {
    const made = await session.run(
      {
        rows: values.length / width,
        inputs: new Map(Object.entries(inputs)),
      },
      outputs,
    );
    return outputs.map(name => [...made.get(name)!.values]);
  } finally {
    await session.close();
  }
}

/** x + z, both n x 2. */
const SUM = modelOf({
  node: [{ opType: 'Add', input: ['x', 'z'], output: ['y'] }],
  input: [value('x', ['n', 2]), value('z', ['n', 2])],
  output: [value('y', ['n', 2])],
});

describe('Session', () => {
  it.each([
    ['float32', 1],
    ['uint8', 2],
    ['int8', 3],
    ['uint16', 4],
    ['int16', 5],
    ['int32', 6],
    ['int64', 7],
    ['float16', 10],
    ['float64', 11],
    ['uint32', 12],
    ['uint64', 13],
  ])('feeds inputs of %s', async (_type, elementType) => {
    const values = Float64Array.of(0, 1, 2, 100);
    const [made] = await run(identityModel(['n', 2], elementType), {
      x: { values, width: 2 },
    });
    expect(made).toEqual([0, 1, 2, 100]);
  });

  it('feeds truth values and texts', async () => {
    const [truths] = await run(identityModel(['n'], 9), {
      x: { values: Float64Array.of(1, 0), width: 1 },
    });
    expect(truths).toEqual([1, 0]);
    const [texts] = await run(identityModel(['n', 1], 8), {
      x: { values: ['grün', ''], width: 1 },
    });
    expect(texts).toEqual(['grün', '']);
  });

  it('keeps the order of rows over several batches', async () => {
    const values = Float32Array.from({ length: 2 * 2_500 }, (_, i) => i);
    const [made] = await run(identityModel(['n', 2]), {
      x: { values, width: 2 },
    });
    expect(made).toEqual(Array.from(values));
  });

  it('fills the last batch of a model that fixes its number, and drops the filling', async () => {
    const [made] = await run(identityModel([3, 1]), {
      x: { values: Float32Array.of(1, 2, 3, 4), width: 1 },
    });
    expect(made).toEqual([1, 2, 3, 4]);
  });

  it('feeds several inputs and fetches several outputs', async () => {
    const two = modelOf({
      node: [
        { opType: 'Add', input: ['x', 'z'], output: ['sum'] },
        { opType: 'Sub', input: ['x', 'z'], output: ['difference'] },
      ],
      input: [value('x', ['n', 1]), value('z', ['n', 1])],
      output: [value('sum', ['n', 1]), value('difference', ['n', 1])],
    });
    const made = await run(
      two,
      {
        x: { values: Float32Array.of(5, 7), width: 1 },
        z: { values: Float32Array.of(1, 2), width: 1 },
      },
      ['sum', 'difference'],
    );
    expect(made).toEqual([
      [6, 9],
      [4, 5],
    ]);
  });

  it('arranges rows as the model declares them, one dimension free', async () => {
    const [made] = await run(identityModel(['n', 2, 'm']), {
      x: { values: Float32Array.of(1, 2, 3, 4), width: 4 },
    });
    expect(made).toEqual([1, 2, 3, 4]);
  });

  it.each([
    [
      'an input that nothing feeds',
      SUM,
      { x: { values: Float32Array.of(1, 2), width: 2 } },
      /takes z, which no step/,
    ],
    [
      'an input that is not there',
      identityModel(['n', 2]),
      {
        x: { values: Float32Array.of(1, 2), width: 2 },
        mask: { values: Float32Array.of(1), width: 1 },
      },
      /has no input mask.*It has x/,
    ],
    [
      'rows of another width',
      identityModel(['n', 2]),
      { x: { values: Float32Array.of(1, 2, 3), width: 3 } },
      /takes 2 numbers a row; the preprocessing makes 3/,
    ],
    [
      'a picture laid out otherwise',
      identityModel(['n', 3, 2, 2]),
      {
        x: {
          values: new Float32Array(12),
          width: 12,
          shape: [2, 2, 3],
        },
      },
      /takes 3 x 2 x 2 numbers a row; the preprocessing makes 2 x 2 x 3/,
    ],
    [
      'a fraction for whole numbers',
      identityModel(['n', 1], 7),
      { x: { values: Float64Array.of(0.5), width: 1 } },
      /takes int64; the preprocessing makes 0\.5/,
    ],
    [
      'a number too large for its type',
      identityModel(['n', 1], 2),
      { x: { values: Float64Array.of(256), width: 1 } },
      /takes uint8; the preprocessing makes 256/,
    ],
    [
      'numbers for texts',
      identityModel(['n', 1], 8),
      { x: { values: Float32Array.of(1), width: 1 } },
      /takes texts/,
    ],
    [
      'an output that is not made row by row',
      modelOf({
        node: [{ opType: 'Shape', input: ['x'], output: ['y'] }],
        input: [value('x', ['n', 2])],
        output: [value('y', [2], 7)],
      }),
      { x: { values: new Float32Array(6), width: 2 } },
      /output y of m\.onnx has 2 values for 3 rows/,
    ],
  ])('refuses %s', async (_what, model, inputs, reason) => {
    await expect(
      run(model, inputs as Record<string, PreparedInput>),
    ).rejects.toThrow(reason);
  });
});
