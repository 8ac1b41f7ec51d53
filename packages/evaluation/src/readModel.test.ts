import { onnx } from 'onnx-proto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { readModel, readModelFile } from './readModel';

function model(
  node: onnx.INodeProto,
  initializer: onnx.ITensorProto[] = [],
): Uint8Array {
  const value = (name: string) => ({
    name,
    type: {
      tensorType: {
        elemType: 1,
        shape: { dim: [{ dimParam: 'n' }, { dimValue: 4 }] },
      },
    },
  });
  return onnx.ModelProto.encode({
    irVersion: 8,
    opsetImport: [{ domain: '', version: 13 }],
    graph: {
      name: 'g',
      node: [node],
      initializer,
      input: [value('input')],
      output: [value('out')],
    },
  }).finish();
}
const RELU = { opType: 'Relu', input: ['input'], output: ['out'] };

describe('readModel', () => {
  it('tells inputs with their shapes, the free dimension as null', () => {
    expect(readModel(model(RELU), 'm.onnx').inputs).toEqual([
      { name: 'input', elementType: 1, shape: [null, 4] },
    ]);
  });

  it.each([
    [
      'a text',
      new TextEncoder().encode('hello, I am no model'),
      /not an ONNX file/,
    ],
    [
      'an LFS pointer',
      new TextEncoder().encode('version https://git-lfs.github.com/spec/v1'),
      /LFS pointer/,
    ],
    ['nothing', new Uint8Array(), /no graph/],
  ])('refuses %s', (_what, bytes, reason) => {
    expect(() => readModel(bytes, 'm.onnx')).toThrow(reason);
  });
});

describe('readModelFile', () => {
  it('says what to do about a file that is larger than an ONNX file can be', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'greenroom-large-'));
    const file = path.join(folder, 'm.onnx');
    try {
      // A hole: it takes no place on the disk.
      const handle = await open(file, 'w');
      await handle.truncate(2 ** 31 + 1);
      await handle.close();
      await expect(readModelFile(file, 'm.onnx')).rejects.toThrow(
        /more than 2 GiB.*external data/,
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
