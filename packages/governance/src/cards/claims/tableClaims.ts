import { claimOf } from './claimOf';
import type { ClaimSubject, FoundClaim } from './FoundClaim';
import { metricsOf } from './metricWords';
import { type NumberMention, numbersIn } from './numbersIn';
import { type KnownSubjects, subjectIn } from './subjectIn';

/** A cell of a table, its marks taken off, with the offset of what is in it. */
type Cell = { readonly text: string; readonly start: number };

/** A table of a card (GitHub Flavored Markdown, 4.10), its delimiter row left out. */
export type CardTable = {
  readonly header: readonly Cell[];
  readonly rows: readonly (readonly Cell[])[];
};

export type TablePlace = {
  readonly path: string;
  readonly heading: string;
  readonly lineAt: (offset: number) => number;
  /** What the words before the table say its figures are of. */
  readonly about: ClaimSubject;
};

/** Columns that say how many rows there were, not how well they went. */
const COUNTS = /^(n|rows|support|count|samples|size)$/i;
const INTERVAL = /\b(interval|ci|95 ?%|range)\b/i;
const LOW = /^(low|lower|lower bound|from|min)$/i;
const HIGH = /^(high|upper|upper bound|to|max)$/i;
/** Of a row that speaks of the model itself. */
const OWN = /^(this model|model|all|overall|total|mean|average)$/i;
const VERSION = /^v?(\d+\.\d+\.\d+[\w.+-]*)$/;

/**
 * The figures of a table whose rows, or whose columns, are metrics; of a table
 * that names none, nothing. A row of another word in a table of metrics is a
 * figure that nothing measures, and is told as such.
 */
export function tableClaims(
  { header, rows }: CardTable,
  place: TablePlace,
  known: KnownSubjects,
): FoundClaim[] {
  const byRow = rows.some(([first]) => first && metricsOf(first.text));
  const columns = header.map(({ text }) => metricsOf(text));
  if (byRow)
    return rows.flatMap(row =>
      cellsOf(row.slice(1), header.slice(1)).flatMap(([cell, head]) =>
        figuresOf(cell, head, {
          ...place,
          named: row[0].text,
          metrics: metricsOf(row[0].text) ?? [],
          about: {
            ...place.about,
            ...subjectIn(row[0].text, known),
            ...headSubject(head, known),
          },
        }),
      ),
    );
  if (!columns.some(Boolean)) return [];
  return rows.flatMap(row => {
    const labels = row.filter((_, i) => !columns[i]);
    const about = { ...place.about, ...rowSubject(labels, known) };
    return cellsOf(row, header).flatMap(([cell, head], i) =>
      columns[i]
        ? figuresOf(cell, '', {
            ...place,
            named: head,
            metrics: columns[i],
            about,
          })
        : [],
    );
  });
}

function cellsOf(
  row: readonly Cell[],
  header: readonly Cell[],
): readonly (readonly [Cell, string])[] {
  return row.map((cell, i) => [cell, header[i]?.text ?? '']);
}

function headSubject(head: string, known: KnownSubjects): ClaimSubject {
  const version = VERSION.exec(head.trim())?.[1];
  return version ? { version } : subjectIn(head, known);
}

/** The first cell that is no number says what the row is about. */
function rowSubject(
  labels: readonly Cell[],
  known: KnownSubjects,
): ClaimSubject {
  const words = labels.map(({ text }) => text).filter(Boolean);
  const version = words.map(word => VERSION.exec(word)?.[1]).find(Boolean);
  if (version) return { version };
  const said = subjectIn(words.join(' '), known);
  if (Object.keys(said).length > 0) return said;
  const [other] = words.filter(
    word => !OWN.test(word) && !/^[\d\s.,%]*$/.test(word),
  );
  return other ? { other } : {};
}

function figuresOf(
  { text, start }: Cell,
  head: string,
  {
    path,
    heading,
    lineAt,
    ...what
  }: TablePlace & Pick<FoundClaim, 'named' | 'metrics' | 'about'>,
): FoundClaim[] {
  if (COUNTS.test(head.trim())) return [];
  const numbers = numbersIn(text, start).filter(
    // "95 % interval" is no figure.
    ({ said, scale }) =>
      !(INTERVAL.test(text) && said === 95 && scale === 'percent'),
  );
  const isPercent = numbers.some(({ scale }) => scale === 'percent');
  return numbers.slice(0, 3).map((number, i) =>
    claimOf(isPercent ? { ...number, scale: 'percent' } : number, {
      ...what,
      text: `${what.named} ${text}`,
      place: { path, heading, line: lineAt(number.start) },
      part: partOf(i, numbers, head),
      ...halfWidth(text, number.start - start),
    }),
  );
}

/** `90.1 to 93.5` are two ends; `92 (90 to 93)` is a value with both. */
function partOf(
  index: number,
  numbers: readonly NumberMention[],
  head: string,
): FoundClaim['part'] {
  if (LOW.test(head.trim())) return 'low';
  if (HIGH.test(head.trim())) return 'high';
  const ends = ['low', 'high'] as const;
  if (numbers.length === 2) return ends[index];
  if (numbers.length >= 3) return index === 0 ? 'value' : ends[index - 1];
  return 'value';
}

export function halfWidth(
  text: string,
  at: number,
): Pick<FoundClaim, 'unjudged'> {
  return /±\s*$/.test(text.slice(0, at))
    ? {
        unjudged:
          'runs tell both ends of an interval, not its half width: write it as "low to high"',
      }
    : {};
}
