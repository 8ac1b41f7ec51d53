/** One heading of a card, and what stands below it down to the next. */
export type Heading = {
  /** Without its marks; empty: what stands before all headings. */
  readonly heading: string;
  /** 1 for `#`; 0 of what stands before all. */
  readonly level: number;
  /** Line of the heading, from 1. */
  readonly line: number;
  readonly text: string;
  /** Offsets of `text` in the card. */
  readonly start: number;
  readonly end: number;
};

/** A card in Markdown with its front matter apart; offsets are those of the whole file. */
export type CardText = {
  readonly path: string;
  readonly text: string;
  readonly frontMatter?: {
    readonly text: string;
    readonly start: number;
    /** Line of the dashes that end it. */
    readonly endLine: number;
  };
  readonly headings: readonly Heading[];
  readonly lineAt: (offset: number) => number;
};

/** A card's parts; a heading within a fenced block or a comment is none. */
export function readCard(path: string, text: string): CardText {
  const starts = lineStarts(text);
  const lineAt = (offset: number) => lineOf(starts, offset);
  const open = /^\uFEFF?---[ \t]*\r?\n/.exec(text);
  const rest = open ? text.slice(open[0].length) : '';
  const close = open ? /^---[ \t]*\r?$/m.exec(rest) : null;
  const frontMatter =
    open && close
      ? {
          text: rest.slice(0, close.index),
          start: open[0].length,
          endLine: lineAt(open[0].length + close.index),
        }
      : undefined;
  const bodyLine = frontMatter ? frontMatter.endLine : 0;
  return {
    path,
    text,
    frontMatter,
    headings: headingsOf(text, starts, bodyLine),
    lineAt,
  };
}

/**
 * What is said below a heading: its own text, and that of the deeper headings
 * after it.
 */
export function saidBelow(headings: readonly Heading[], index: number): string {
  const { level, text } = headings[index];
  const after = headings.slice(index + 1);
  const next = after.findIndex(each => each.level <= level);
  const inner = level === 0 ? [] : after.slice(0, next < 0 ? undefined : next);
  return [text, ...inner.map(each => each.text)].join('\n');
}

/** Text with its comments blanked, so that offsets stay. */
export function withoutComments(text: string): string {
  return text.replace(/<!--[\s\S]*?(-->|$)/g, comment =>
    comment.replace(/[^\n]/g, ' '),
  );
}

function headingsOf(
  text: string,
  starts: readonly number[],
  firstLine: number,
): Heading[] {
  const visible = withoutComments(text);
  const found: {
    heading: string;
    level: number;
    line: number;
    start: number;
  }[] = [
    {
      heading: '',
      level: 0,
      line: firstLine + 1,
      start: starts[firstLine] ?? text.length,
    },
  ];
  let fence: string | undefined;
  for (let i = firstLine; i < starts.length; i++) {
    const line = visible.slice(starts[i], starts[i + 1]).trimEnd();
    const mark = /^ {0,3}(```+|~~~+)/.exec(line)?.[1];
    if (mark && fence === undefined) fence = mark;
    else if (mark && fence && mark.startsWith(fence)) fence = undefined;
    const heading = fence ? null : /^(#{1,6})\s+(.*?)\s*#*$/.exec(line);
    if (heading)
      found.push({
        heading: heading[2],
        level: heading[1].length,
        line: i + 1,
        start: starts[i + 1] ?? text.length,
      });
  }
  return found.map((each, i) => {
    const next = found[i + 1];
    const end = next ? starts[next.line - 1] : text.length;
    return { ...each, end, text: text.slice(each.start, end) };
  });
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1))
    starts.push(at + 1);
  return starts;
}

/** By halving; lines count from 1. */
function lineOf(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}
