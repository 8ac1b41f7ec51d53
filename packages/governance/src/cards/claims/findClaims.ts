import { type CardText, withoutComments } from '../CardText';
import type { FoundClaim } from './FoundClaim';
import { indexClaims } from './indexClaims';
import { sentenceClaims } from './sentenceClaims';
import { type KnownSubjects, subjectIn } from './subjectIn';
import { type CardTable, tableClaims } from './tableClaims';

/** More figures than this are nobody's card. */
const CLAIM_LIMIT = 1_000;

type Block = {
  readonly kind: 'table' | 'text';
  readonly text: string;
  readonly start: number;
};

/**
 * Every figure of a card about how well its model does, in the order of the
 * file: those of the `model-index` in front of it, of tables and of sentences.
 * Code and comments claim nothing.
 */
export function findClaims(
  card: CardText,
  known: KnownSubjects,
): readonly FoundClaim[] {
  const { path, lineAt } = card;
  const inBody = card.headings.flatMap(({ heading, text, start }) => {
    const blocks = blocksOf(text, start);
    let words = heading;
    return blocks.flatMap(block => {
      if (block.kind === 'text') {
        const place = { path, heading, lineAt, start: block.start, about: {} };
        words = `${heading}\n${block.text}`;
        return sentenceClaims(block.text, place, known);
      }
      const table = tableOf(block);
      const about = table ? subjectIn(words, known) : {};
      return table
        ? tableClaims(table, { path, heading, lineAt, about }, known)
        : [];
    });
  });
  return [...indexClaims(card), ...inBody].slice(0, CLAIM_LIMIT);
}

/** Paragraphs and tables; lines of code are neither. */
function blocksOf(text: string, start: number): Block[] {
  const visible = withoutComments(text);
  const blocks: Block[] = [];
  /** Whether the last block goes on. */
  let isOpen = false;
  let fence: string | undefined;
  for (const { 0: line, index } of visible.matchAll(/[^\n]*\n?/g)) {
    const mark = /^ {0,3}(```+|~~~+)/.exec(line)?.[1];
    const isFence =
      mark !== undefined && (fence === undefined || mark.startsWith(fence));
    if (isFence) fence = fence === undefined ? mark : undefined;
    if (isFence || fence || /^( {4}|\t)\S/.test(line) || line.trim() === '') {
      isOpen = false;
      continue;
    }
    const kind = /^\s*\|/.test(line) ? 'table' : 'text';
    const isItem = /^\s*([-*+]|\d+[.)])\s/.test(line);
    const last = blocks.at(-1);
    if (isOpen && last?.kind === kind && !isItem)
      blocks[blocks.length - 1] = { ...last, text: last.text + line };
    else blocks.push({ kind, text: line, start: start + index });
    isOpen = true;
  }
  return blocks;
}

function tableOf({ text, start }: Block): CardTable | undefined {
  const lines = [...text.matchAll(/[^\n]+/g)].map(match => ({
    line: match[0],
    at: start + match.index,
  }));
  const [header, delimiter, ...rows] = lines;
  if (!delimiter || !/^\s*\|?[\s:|-]+\|?\s*$/.test(delimiter.line))
    return undefined;
  return {
    header: cellsOf(header),
    rows: rows.map(cellsOf),
  };
}

function cellsOf({
  line,
  at,
}: {
  readonly line: string;
  readonly at: number;
}): CardTable['header'] {
  const cells: { text: string; start: number }[] = [];
  let from = line.indexOf('|') + 1;
  for (let i = from; i <= line.length; i++) {
    const isEnd =
      i === line.length || (line[i] === '|' && line[i - 1] !== '\\');
    if (!isEnd) continue;
    const text = line.slice(from, i).replace(/[*`]/g, ' ');
    if (i < line.length || text.trim() !== '')
      cells.push({
        text: text.trim(),
        start: at + from + (text.length - text.trimStart().length),
      });
    from = i + 1;
  }
  return cells;
}
