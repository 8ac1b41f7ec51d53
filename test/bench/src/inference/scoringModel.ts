import { onnx } from 'onnx-proto';

/** A logistic regression as ONNX: the sum of all columns, of two classes. */
export function scoringModel(columns: number): Uint8Array {
  const tensor = (name: string, width: number) => ({
    name,
    type: {
      tensorType: {
        elemType: onnx.TensorProto.DataType.FLOAT,
        shape: { dim: [{ dimParam: 'n' }, { dimValue: width }] },
      },
    },
  });
  return onnx.ModelProto.encode({
    irVersion: 8,
    opsetImport: [{ domain: '', version: 13 }],
    graph: {
      name: 'scorer',
      node: [
        { opType: 'MatMul', input: ['x', 'w'], output: ['sums'] },
        { opType: 'Softmax', input: ['sums'], output: ['p'] },
      ],
      initializer: [
        {
          name: 'w',
          dims: [columns, 2],
          dataType: onnx.TensorProto.DataType.FLOAT,
          floatData: Array.from({ length: columns * 2 }, (_, i) => i % 2),
        },
      ],
      input: [tensor('x', columns)],
      output: [tensor('p', 2)],
    },
  }).finish();
}
