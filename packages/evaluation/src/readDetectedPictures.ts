import { openTable } from '@greenroom/dataset';
import type { DetectedPicture } from './measureDetections';
import { ModelError } from './ModelError';

/**
 * Reads the pictures of a run of a detector, as `DetectionWriter` wrote them.
 *
 * @returns by key
 * @throws ModelError where boxes were not kept with their scores
 */
export async function readDetectedPictures({
  path,
  name,
}: {
  readonly path: string;
  /** For messages. */
  readonly name: string;
}): Promise<Map<string, DetectedPicture>> {
  const table = await openTable({ path, format: 'parquet' });
  try {
    if (!table.columns.some(column => column.name === 'found'))
      throw new ModelError(
        `${name} was written before boxes were kept with their scores. Run that evaluation again.`,
      );
    const pictures = new Map<string, DetectedPicture>();
    for await (const rows of table.stream('SELECT key, drawn, found FROM t'))
      for (const row of rows) {
        const key = String(row.key);
        pictures.set(key, {
          key,
          given: JSON.parse(String(row.drawn)),
          found: JSON.parse(String(row.found)),
        });
      }
    return pictures;
  } finally {
    table.close();
  }
}
