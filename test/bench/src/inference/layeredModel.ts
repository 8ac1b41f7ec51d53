import { onnx } from 'onnx-proto';

const { FLOAT } = onnx.TensorProto.DataType;

/** A network of two hidden layers as ONNX, of two classes. */
export function layeredModel(columns: number, width: number): Uint8Array {
  const shapes = [
    [columns, width],
    [width, width],
    [width, 2],
  ];
  const tensor = (name: string, size: number) => ({
    name,
    type: {
      tensorType: {
        elemType: FLOAT,
        shape: { dim: [{ dimParam: 'n' }, { dimValue: size }] },
      },
    },
  });
  const layers = shapes.map((_, i) => ({
    opType: 'MatMul',
    input: [i === 0 ? 'x' : `r${i - 1}`, `w${i}`],
    output: [`s${i}`],
  }));
  return onnx.ModelProto.encode({
    irVersion: 8,
    opsetImport: [{ domain: '', version: 13 }],
    graph: {
      name: 'network',
      node: [
        layers[0],
        { opType: 'Relu', input: ['s0'], output: ['r0'] },
        layers[1],
        { opType: 'Relu', input: ['s1'], output: ['r1'] },
        layers[2],
        { opType: 'Softmax', input: ['s2'], output: ['p'] },
      ],
      initializer: shapes.map((dims, i) => ({
        name: `w${i}`,
        dims,
        dataType: FLOAT,
        // Of either sign, and no two columns alike.
        floatData: Array.from(
          { length: dims[0] * dims[1] },
          (_, j) => Math.sin(j * (i + 1)) / Math.sqrt(dims[0]),
        ),
      })),
      input: [tensor('x', columns)],
      output: [tensor('p', 2)],
    },
  }).finish();
}
