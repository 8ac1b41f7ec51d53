/** Widest screen, in CSS pixels, on which a graph is too small to read. */
const NARROW = '(max-width: 700px)';

/** On a narrow screen the table comes first. */
export function isNarrow(): boolean {
  return window.matchMedia?.(NARROW).matches ?? false;
}
