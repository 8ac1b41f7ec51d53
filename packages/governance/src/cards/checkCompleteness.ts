import type { Manifest } from '@greenroom/manifest';
import { parseDocument } from 'yaml';
import { type CardText, saidBelow, withoutComments } from './CardText';
import type { CardTemplate, TemplatePoint } from './CardTemplate';

/** A point that a card does not say, and where to say it. */
export type MissingPoint = {
  readonly template: string;
  readonly point: string;
  readonly title: string;
  readonly write: {
    readonly path: string;
    /** Absent where a field of the front matter is meant. */
    readonly heading?: string;
    /** From 1: that of the empty heading, else that before which a new one goes. */
    readonly line: number;
    readonly hint: string;
  };
};

export type Completeness = {
  readonly completeness: number;
  readonly templates: readonly {
    readonly id: string;
    readonly title: string;
    readonly source: string;
    readonly points: number;
    readonly present: number;
    readonly completeness: number;
  }[];
  readonly missing: readonly MissingPoint[];
};

/** What stands in templates until somebody writes. */
const PLACEHOLDER =
  /\[?\b(more information needed|to ?do|tbd|to be (written|done|determined)|n\/?a|fill in|lorem ipsum)\b\]?|^[\s.…_*>|:-]*$/gim;
/** A word or two say nothing yet. */
const LEAST_LETTERS = 12;

/**
 * Which points of each template a card says. A point is said below one of its
 * headings where something stands there that is no placeholder, or by a field of
 * the front matter or of the manifest.
 *
 * @param templates - none twice; without any, a card is complete
 */
export function checkCompleteness(
  card: CardText,
  manifest: Manifest | undefined,
  templates: readonly CardTemplate[],
): Completeness {
  const front = frontOf(card);
  const results = templates.map(template => {
    const missing = template.points.filter(
      point => !isSaid(point, card, front, manifest),
    );
    return { template, missing };
  });
  const points = results.reduce(
    (sum, each) => sum + each.template.points.length,
    0,
  );
  const lacking = results.reduce((sum, each) => sum + each.missing.length, 0);
  return {
    completeness: shareOf(points - lacking, points),
    templates: results.map(({ template, missing }) => {
      const present = template.points.length - missing.length;
      return {
        id: template.id,
        title: template.title,
        source: template.source,
        points: template.points.length,
        present,
        completeness: shareOf(present, template.points.length),
      };
    }),
    missing: results.flatMap(({ template, missing }) =>
      missing.map(point => ({
        template: template.id,
        point: point.point,
        title: point.title,
        write: placeOf(point, template, card),
      })),
    ),
  };
}

/** Fields in front of a card; none where they cannot be read. */
export function frontOf({
  frontMatter,
}: CardText): Readonly<Record<string, unknown>> {
  if (!frontMatter) return {};
  try {
    const value = parseDocument(frontMatter.text).toJS({ maxAliasCount: 0 });
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

function shareOf(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}

function isSaid(
  point: TemplatePoint,
  card: CardText,
  front: Readonly<Record<string, unknown>>,
  manifest: Manifest | undefined,
): boolean {
  const fields = { ...manifest } as Readonly<Record<string, unknown>>;
  return (
    point.frontMatter.some(name => hasValue(front, name)) ||
    point.manifest.some(name => hasValue(fields, name)) ||
    card.headings.some(
      ({ heading }, i) =>
        isHeadingOf(point, heading) &&
        saysSomething(saidBelow(card.headings, i)),
    )
  );
}

function hasValue(
  fields: Readonly<Record<string, unknown>>,
  name: string,
): boolean {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (value === undefined || value === null || value === '') return false;
  return typeof value === 'object' ? Object.keys(value).length > 0 : true;
}

/** "Intended use", "1(a) Intended purpose", "1. (a) …": case, marks and the number do not count. */
function isHeadingOf(
  { headings, point }: TemplatePoint,
  heading: string,
): boolean {
  const written = plain(heading);
  if (written === '') return false;
  const number = /^\d/.test(point) ? plain(point) : undefined;
  return (
    headings.some(each => plain(each) === written) ||
    (number !== undefined &&
      (written === number || written.startsWith(`${number} `)))
  );
}

function plain(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[*_`]/g, '')
    .replace(/^(annex iv\b)?[\s,:.]*(point\b)?\s*/, '')
    .replace(/^(\d+)\.?\s*\(?([a-h])\)[.:]?/, '$1 $2')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function saysSomething(text: string): boolean {
  const said = withoutComments(text).replace(PLACEHOLDER, '');
  return (said.match(/[\p{L}\p{N}]/gu) ?? []).length >= LEAST_LETTERS;
}

function placeOf(
  point: TemplatePoint,
  template: CardTemplate,
  card: CardText,
): MissingPoint['write'] {
  const { path, headings } = card;
  const [field] = point.frontMatter;
  if (point.headings.length === 0)
    return {
      path,
      line: card.frontMatter?.endLine ?? 1,
      hint: field
        ? `${point.hint} Write it as ${field} in front of the card.`
        : `${point.hint} Write it as ${point.manifest[0]} in the manifest.`,
    };
  const empty = headings.find(({ heading }) => isHeadingOf(point, heading));
  if (empty)
    return { path, heading: empty.heading, line: empty.line, hint: point.hint };
  return {
    path,
    heading: headingFor(point),
    line: lineAfter(point, template, card),
    hint: point.hint,
  };
}

function headingFor({ point, title, headings }: TemplatePoint): string {
  return /^\d/.test(point) ? `${point} ${title}` : headings[0];
}

/** Behind the point that stands before it in the template, where the card has one. */
function lineAfter(
  point: TemplatePoint,
  { points }: CardTemplate,
  { headings, text, lineAt }: CardText,
): number {
  const before = points.slice(0, points.indexOf(point)).reverse();
  for (const earlier of before) {
    const found = headings.find(({ heading }) => isHeadingOf(earlier, heading));
    if (found) return lineAt(found.end);
  }
  return lineAt(text.length);
}
