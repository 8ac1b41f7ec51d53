import { MetricError } from '../rows/MetricError';

/** How tags mark spans: B and I, or with E for the last token and S for a single one (Ramshaw and Marcus 1995; IOBES as BILOU). */
export type TagScheme = 'iob2' | 'iobes';

/** A named thing in a sentence: tokens first to last (both included) of a type. */
export type EntitySpan = {
  readonly type: string;
  readonly first: number;
  readonly last: number;
};

export type SpansRead = {
  readonly spans: readonly EntitySpan[];
  /** Tokens whose tag does not follow from the one before, such as an I after an O. They make no span. */
  readonly misplaced: readonly number[];
};

const PREFIXES: Readonly<Record<TagScheme, string>> = {
  iob2: 'BI',
  iobes: 'BIES',
};

/**
 * The spans that the tags of one sentence mark, read strictly: a span begins
 * with B (or is S) and goes on in one type, as seqeval's strict mode reads.
 *
 * @param tags - such as `B-PER`, `I-PER`, `O`
 * @throws MetricError naming sentence and token of a tag that the scheme has not
 */
export function readSpans(
  tags: readonly string[],
  scheme: TagScheme,
  sentence: number,
): SpansRead {
  const spans: EntitySpan[] = [];
  const misplaced: number[] = [];
  let open: { type: string; first: number } | undefined;
  const close = (last: number) => {
    if (open && scheme === 'iob2') spans.push({ ...open, last });
    // In IOBES a span without its E is none.
    else if (open) for (let t = open.first; t <= last; t++) misplaced.push(t);
    open = undefined;
  };
  tags.forEach((tag, token) => {
    const { prefix, type } = readTag(tag, scheme, sentence, token);
    const goesOn = open?.type === type && (prefix === 'I' || prefix === 'E');
    if (!goesOn) close(token - 1);
    if (prefix === 'B') open = { type, first: token };
    else if (prefix === 'S') spans.push({ type, first: token, last: token });
    else if (prefix !== 'O' && !goesOn) misplaced.push(token);
    else if (prefix === 'E' && open) {
      spans.push({ ...open, last: token });
      open = undefined;
    }
  });
  close(tags.length - 1);
  return { spans, misplaced: misplaced.sort((a, b) => a - b) };
}

function readTag(
  tag: string,
  scheme: TagScheme,
  sentence: number,
  token: number,
): { prefix: string; type: string } {
  if (tag === 'O') return { prefix: 'O', type: '' };
  const [prefix, type] = [tag.slice(0, 1), tag.slice(2)];
  if (PREFIXES[scheme].includes(prefix) && tag[1] === '-' && type !== '')
    return { prefix, type };
  throw new MetricError(
    `token ${token} has the tag "${tag}"; ${scheme.toUpperCase()} knows O and ${[
      ...PREFIXES[scheme],
    ]
      .map(letter => `${letter}-TYPE`)
      .join(', ')}.`,
    sentence,
  );
}
