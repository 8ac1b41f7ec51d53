import { Tensor } from 'onnxruntime-node';
import { assertWhole, type ElementType } from './elementTypes';
import type { Numbers } from './InputBatch';

/**
 * A tensor of any type that the runtime takes. Values of single precision are
 * handed over as they are; others are converted.
 *
 * @param values - as many as the shape says
 * @throws Error naming a value that the type cannot hold
 */
export function toTensor(
  type: ElementType,
  values: Numbers | readonly string[],
  shape: readonly number[],
): Tensor {
  if (type === 'string') {
    if (!Array.isArray(values))
      throw new Error('takes texts; the preprocessing makes numbers.');
    return new Tensor('string', values as string[], shape);
  }
  if (Array.isArray(values))
    throw new Error(`takes ${type}; the preprocessing makes texts.`);
  const numbers = values as Numbers;
  if (type === 'float16') {
    // The runtime's binding knows no Float16Array: its bits go in as whole numbers.
    const bits = new Uint16Array(new Float16Array(numbers).buffer);
    return Object.assign(new Tensor('uint16', bits, shape), { type });
  }
  assertWhole(type, numbers);
  return new Tensor(type, typed(type, numbers), shape);
}

function typed(
  type: Exclude<ElementType, 'string' | 'float16'>,
  values: Numbers,
) {
  switch (type) {
    case 'float32':
      return values instanceof Float32Array ? values : new Float32Array(values);
    case 'float64':
      return values instanceof Float64Array ? values : new Float64Array(values);
    case 'int8':
      return new Int8Array(values);
    case 'uint8':
    case 'bool':
      return new Uint8Array(values);
    case 'int16':
      return new Int16Array(values);
    case 'uint16':
      return new Uint16Array(values);
    case 'int32':
      return new Int32Array(values);
    case 'uint32':
      return new Uint32Array(values);
    case 'int64':
      return BigInt64Array.from(values, BigInt);
    case 'uint64':
      return BigUint64Array.from(values, BigInt);
    default:
      throw new Error(`Unknown type ${JSON.stringify(type satisfies never)}`);
  }
}
