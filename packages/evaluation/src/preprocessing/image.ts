import type { ImageStep } from '@greenroom/manifest';
import type { InputRow, PreparedStep } from './prepareInputs';

/**
 * Pixels as numbers: pixel * scale + offset, in the order they are stored. The
 * layouts `flat` and `nchw` hold the same numbers for pictures of one channel;
 * the model's input shape tells them apart.
 */
export function image(
  step: ImageStep,
  rows: readonly InputRow[],
): PreparedStep {
  const width = rows.length > 0 ? pixelsOf(rows[0], step.column).length : 0;
  return {
    width,
    write(row, out, at) {
      const pixels = pixelsOf(row, step.column);
      if (pixels.length !== width) {
        throw new Error(
          `Column ${step.column}: a picture has ${pixels.length} values, the first one has ${width}. All pictures must be of one size.`,
        );
      }
      for (let i = 0; i < width; i++)
        out[at + i] = pixels[i] * step.scale + step.offset;
    },
  };
}

function pixelsOf(row: InputRow, column: string): ArrayLike<number> {
  const value = row[column];
  if (value instanceof Uint8Array || Array.isArray(value)) return value;
  const bytes = (value as { bytes?: unknown } | null)?.bytes;
  if (bytes instanceof Uint8Array) return bytes;
  throw new Error(
    `Column ${column} holds no pixels. Store a picture as a list of bytes.`,
  );
}
