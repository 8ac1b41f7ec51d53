import type { Pixels } from '@greenroom/dataset';
import type { ImageStep } from '@greenroom/manifest';
import type { Numbers } from '../../session/InputBatch';

/**
 * Pixels as numbers: pixel * scale + offset, then by channel (value - mean) /
 * std; in the order they are stored (`flat`, `nhwc`), or one channel after the
 * other (`nchw`).
 */
export function writePixels(
  { scale, offset, mean, std, layout }: ImageStep,
  {
    channels,
    values,
  }: Pick<Pixels, 'channels'> & { readonly values: ArrayLike<number> },
  out: Numbers,
  at: number,
): void {
  const size = values.length / channels;
  const isPlanar = layout === 'nchw';
  for (let i = 0; i < size; i++) {
    for (let c = 0; c < channels; c++) {
      const value = values[i * channels + c] * scale + offset;
      out[at + (isPlanar ? c * size + i : i * channels + c)] =
        mean && std ? (value - mean[c]) / std[c] : value;
    }
  }
}
