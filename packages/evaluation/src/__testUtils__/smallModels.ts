import { onnx } from 'onnx-proto';

/** A dimension: a number, or free under a name. */
type Dimension = number | string;

/** A tensor as inputs and outputs declare it; `elementType` is ONNX's number, 1 is float32. */
export function value(
  name: string,
  dimensions: readonly Dimension[],
  elementType = 1,
): onnx.IValueInfoProto {
  return {
    name,
    type: {
      tensorType: {
        elemType: elementType,
        shape: {
          dim: dimensions.map(size =>
            typeof size === 'string' ? { dimParam: size } : { dimValue: size },
          ),
        },
      },
    },
  };
}

/** An ONNX file of these nodes. */
export function modelOf(
  graph: Omit<onnx.IGraphProto, 'name'>,
  versions: {
    readonly irVersion?: number;
    readonly opset?: number;
    readonly domain?: string;
  } = {},
): Uint8Array {
  const { irVersion = 8, opset = 13, domain = '' } = versions;
  return onnx.ModelProto.encode({
    irVersion,
    opsetImport: [
      ...(domain === '' ? [] : [{ domain: '', version: 13 }]),
      { domain, version: opset },
    ],
    graph: { name: 'g', ...graph },
  }).finish();
}

/** A model that gives back what it is fed: `x` comes out as `y`. */
export function identityModel(
  dimensions: readonly Dimension[],
  elementType = 1,
  versions?: Parameters<typeof modelOf>[1],
): Uint8Array {
  return modelOf(
    {
      node: [{ opType: 'Identity', input: ['x'], output: ['y'] }],
      input: [value('x', dimensions, elementType)],
      output: [value('y', dimensions, elementType)],
    },
    versions,
  );
}
