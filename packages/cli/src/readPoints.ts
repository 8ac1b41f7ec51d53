import { METRICS, preparePoints } from '@greenroom/label-quality';
import type { Points } from '@greenroom/label-quality';
import { Flags, oneOf, required } from './Command';
import { readArray } from './readArray';
import { UsageError } from './UsageError';

/**
 * Features as `--features` and `--metric` name them, in memory that threads share.
 *
 * @throws UsageError naming file, row and column of a value that cannot be used
 */
export async function readPoints(flags: Flags): Promise<Points> {
  const name = required(flags, 'features');
  const { values, shape } = await readArray(name);
  try {
    return preparePoints({
      features: values,
      columns: shape[1] ?? 1,
      metric: oneOf(flags, 'metric', METRICS),
      allocate: bytes => new SharedArrayBuffer(bytes),
    });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(`${name}: ${error.message}`);
  }
}
