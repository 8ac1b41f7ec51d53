/** Numbers from `min` (included) to `max` (excluded, included where `closed`). */
export type Interval = { min?: number; max?: number; closed?: boolean };

const WRITTEN = /^\[([^,\]]*),([^,)\]]*)([)\]])$/;

/** As in mathematics: "[0,5)", "[0,5]" where closed, "[,5)" and "[0,)" where open-ended. */
export function writeInterval({ min, max, closed }: Interval): string {
  return `[${min ?? ''},${max ?? ''}${closed ? ']' : ')'}`;
}

/** Reads what `writeInterval` wrote; undefined for anything else. */
export function readInterval(text: string): Interval | undefined {
  const [, low, high, end] = WRITTEN.exec(text) ?? [];
  if (low === undefined) return undefined;
  const interval: Interval = {};
  if (low.trim() !== '') interval.min = Number(low);
  if (high.trim() !== '') interval.max = Number(high);
  if (end === ']') interval.closed = true;
  const { min = 0, max = 0 } = interval;
  const says = 'min' in interval || 'max' in interval;
  return says && Number.isFinite(min) && Number.isFinite(max)
    ? interval
    : undefined;
}
