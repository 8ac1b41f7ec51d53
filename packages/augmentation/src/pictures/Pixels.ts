import type { Size } from './geometry/Placement';

/** A picture, unpacked: grey, or red, green and blue, with an opacity behind them where there is one; row by row. */
export type Pixels = Size & {
  readonly channels: 1 | 3 | 4;
  /** width x height x channels */
  readonly values: Uint8Array;
};

/** Channels that are colours: the opacity is none. */
export function coloursOf({ channels }: Pick<Pixels, 'channels'>): 1 | 3 {
  return channels === 1 ? 1 : 3;
}
