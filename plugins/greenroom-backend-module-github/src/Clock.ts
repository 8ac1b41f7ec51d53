/** Time and chance, so that tests need neither. */
export type Clock = {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: (seconds: number) => Promise<void>;
  /** From 0 up to, and not including, 1. */
  readonly random: () => number;
};

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: seconds => new Promise(done => setTimeout(done, seconds * 1000)),
  random: () => Math.random(),
};
