import { onnx } from 'onnx-proto';
import { readModel } from './readModel';

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
