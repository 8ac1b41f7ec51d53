/** Places from one on, up to but not with another. */
export type Range = { readonly from: number; readonly to: number };

/** Cuts so many places into at most so many ranges, as alike as can be. */
export function rangesOf(count: number, most: number): readonly Range[] {
  const ranges = Math.min(count, most);
  return Array.from({ length: ranges }, (_, i) => ({
    from: Math.floor((i * count) / ranges),
    to: Math.floor(((i + 1) * count) / ranges),
  }));
}
