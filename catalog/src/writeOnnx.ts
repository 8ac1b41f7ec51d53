import { onnx } from 'onnx-proto';
import type { Line } from './heating/leastSquares';
import type { Network } from './Network';

const FLOAT = onnx.TensorProto.DataType.FLOAT;
const IR_VERSION = 8;
const OPSET = 13;

/** The network as ONNX: input [n, inputs] float32, probabilities [n, classes] float32. */
export function writeOnnx(network: Network, name: string): Buffer {
  const nodes: onnx.INodeProto[] = [];
  const tensors: onnx.ITensorProto[] = [];
  let from = 'input';
  network.layers.forEach((layer, i) => {
    tensors.push(
      tensor(`w${i}`, [layer.inputs, layer.units], layer.weights),
      tensor(`b${i}`, [layer.units], layer.bias),
    );
    nodes.push({
      opType: 'Gemm',
      name: `gemm${i}`,
      input: [from, `w${i}`, `b${i}`],
      output: [`z${i}`],
    });
    from = `z${i}`;
    if (i < network.layers.length - 1) {
      nodes.push({
        opType: 'Relu',
        name: `relu${i}`,
        input: [from],
        output: [`h${i}`],
      });
      from = `h${i}`;
    }
  });
  nodes.push({
    opType: 'Softmax',
    name: 'softmax',
    input: [from],
    output: ['probabilities'],
    attribute: [
      { name: 'axis', type: onnx.AttributeProto.AttributeType.INT, i: -1 },
    ],
  });
  return encoded({
    name,
    node: nodes,
    initializer: tensors,
    input: [value('input', network.inputs)],
    output: [value('probabilities', network.classes)],
  });
}

/** A line as ONNX: input [n, inputs] float32, the output [n, 1] float32. */
export function writeLinearOnnx(
  { weights, bias }: Line,
  name: string,
  output: string,
): Buffer {
  return encoded({
    name,
    node: [
      {
        opType: 'Gemm',
        name: 'line',
        input: ['input', 'w', 'b'],
        output: [output],
      },
    ],
    initializer: [
      tensor('w', [weights.length, 1], Float32Array.from(weights)),
      tensor('b', [1], Float32Array.of(bias)),
    ],
    input: [value('input', weights.length)],
    output: [value(output, 1)],
  });
}

function encoded(graph: onnx.IGraphProto): Buffer {
  const model = onnx.ModelProto.create({
    irVersion: IR_VERSION,
    producerName: 'northlight-training',
    opsetImport: [{ domain: '', version: OPSET }],
    graph,
  });
  return Buffer.from(onnx.ModelProto.encode(model).finish());
}

function tensor(
  name: string,
  dims: number[],
  values: Float32Array,
): onnx.ITensorProto {
  return {
    name,
    dims,
    dataType: FLOAT,
    rawData: new Uint8Array(
      values.buffer,
      values.byteOffset,
      values.byteLength,
    ).slice(),
  };
}

function value(name: string, width: number): onnx.IValueInfoProto {
  return {
    name,
    type: {
      tensorType: {
        elemType: FLOAT,
        shape: { dim: [{ dimParam: 'n' }, { dimValue: width }] },
      },
    },
  };
}
