/** A part of a text, and what stands there instead. */
export type Replacement = {
  readonly start: number;
  readonly end: number;
  readonly written: string;
};

/** @param replacements - in the order of the text, none over another */
export function replaced(
  text: string,
  replacements: readonly Replacement[],
): string {
  let at = 0;
  const parts: string[] = [];
  for (const { start, end, written } of replacements) {
    parts.push(text.slice(at, start), written);
    at = end;
  }
  return [...parts, text.slice(at)].join('');
}

/** How many lines differ after that; of a block of lines the greater of what goes and what comes, as a diff shows it. */
export function countChangedLines(
  text: string,
  replacements: readonly Replacement[],
): number {
  return blocksOf(text, replacements).reduce(
    (sum, { start, end, within }) =>
      sum +
      countDiffering(
        text.slice(start, end).split('\n'),
        replaced(
          text.slice(start, end),
          within.map(each => ({
            ...each,
            start: each.start - start,
            end: each.end - start,
          })),
        ).split('\n'),
      ),
    0,
  );
}

type Block = { start: number; end: number; within: Replacement[] };

/** Whole lines, each block with the replacements in it. */
function blocksOf(
  text: string,
  replacements: readonly Replacement[],
): readonly Block[] {
  const blocks: Block[] = [];
  for (const each of replacements) {
    const last = blocks.at(-1);
    // A line may be the whole file: its end is looked for once.
    if (last && each.start < last.end) {
      last.within.push(each);
      if (each.end > last.end) last.end = lineEnd(text, each.end - 1);
    } else {
      blocks.push({
        start: text.lastIndexOf('\n', each.start - 1) + 1,
        end: lineEnd(text, Math.max(each.start, each.end - 1)),
        within: [each],
      });
    }
  }
  return blocks;
}

function lineEnd(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline < 0 ? text.length : newline + 1;
}

function countDiffering(
  before: readonly string[],
  after: readonly string[],
): number {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail))
    tail++;
  return Math.max(before.length, after.length) - head - tail;
}
