import type { Clock } from '../Clock';

/** A clock that moves only by sleeping, and a chance that always adds nothing. */
export function fakeClock(startMilliseconds: number = Date.now()): Clock & {
  /** Every sleep asked for, in seconds. */
  readonly slept: number[];
} {
  let now = startMilliseconds;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    random: () => 0,
    sleep: async seconds => {
      slept.push(seconds);
      now += seconds * 1000;
    },
  };
}
