import { UsageError } from './UsageError';

/** What a library refuses came in by a flag, by the manifest or by the table. */
export async function refusing<T>(task: () => T | Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message);
    throw error;
  }
}
