/** A part of a card, from one heading to the next. */
export type CardSection = {
  /** As it is written, without its marks; empty: what stands before all headings. */
  readonly heading: string;
  /** The lines below the heading. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
};

/** Stands for the YAML in front of a card where a section is named: no heading reads so. */
export const FRONT_MATTER_SECTION = '---';

/** Says what the person who asked can do. */
export class CardError extends Error {}

/**
 * The sections of a card in Markdown, in their order; its front matter is none of
 * them, nor is a heading within a fenced block one.
 */
export function cardSections(text: string): readonly CardSection[] {
  const sections: CardSection[] = [];
  let heading = '';
  let start = frontMatterEnd(text);
  let fence: string | undefined;
  const finish = (end: number) => {
    const part = { heading, text: text.slice(start, end), start, end };
    if (part.heading !== '' || part.text.trim() !== '') sections.push(part);
  };
  for (let at = start; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const next = newline < 0 ? text.length : newline + 1;
    const line = text.slice(at, next).trimEnd();
    const mark = /^ {0,3}(```+|~~~+)/.exec(line)?.[1];
    if (mark && fence === undefined) fence = mark;
    else if (mark && fence && mark.startsWith(fence)) fence = undefined;
    const found = fence ? null : /^#{1,6}\s+(.*?)\s*#*$/.exec(line);
    if (found) {
      finish(at);
      heading = found[1];
      start = next;
    }
    at = next;
  }
  finish(text.length);
  return sections;
}

/**
 * A card with another text in one of its sections, or a new one at its end, and
 * every other byte in its place.
 *
 * @param edit.from - what stands there now, empty of a section that is to come; line ends do not count
 * @throws CardError where a section is gone or is another by now, or more than one has that heading
 */
export function editCard(
  path: string,
  text: string,
  edit: {
    readonly section: string;
    readonly from: string;
    readonly to: string;
  },
): string {
  const [section, other] = sectionsNamed(text, edit.section);
  const name = nameOf(edit.section);
  if (!section && edit.from.trim() === '' && isHeading(edit.section))
    return withSection(text, edit.section, edit.to);
  if (!section)
    throw new CardError(
      `${path} has no section ${name} any more. Open it again and choose one that it has.`,
    );
  if (other)
    throw new CardError(
      `${path} has more than one section ${name}. Give each a heading of its own first.`,
    );
  if (sameText(section.text, edit.to)) return text;
  if (!sameText(section.text, edit.from))
    throw new CardError(
      `The section ${name} of ${path} is another by now. Look at it again and edit it there.`,
    );
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const [, lead = '', tail = ''] =
    /^(\s*)[\s\S]*?(\s*)$/.exec(section.text) ?? [];
  const body = edit.to.trim().replace(/\r?\n/g, lineEnd);
  return `${text.slice(0, section.start)}${lead}${body}${
    section.text.trim() === '' ? lineEnd : tail
  }${text.slice(section.end)}`;
}

/**
 * Sections with this heading, or the front matter.
 *
 * @param name - see `FRONT_MATTER_SECTION`
 */
function sectionsNamed(text: string, name: string): readonly CardSection[] {
  if (name !== FRONT_MATTER_SECTION)
    return cardSections(text).filter(({ heading }) => heading === name);
  const open = /^---\r?\n/.exec(text)?.[0].length;
  const end = text.slice(0, frontMatterEnd(text)).lastIndexOf('---');
  return open === undefined || end < open
    ? []
    : [{ heading: name, text: text.slice(open, end), start: open, end }];
}

function nameOf(section: string): string {
  if (section === FRONT_MATTER_SECTION) return 'in front of its text';
  return section === '' ? 'text before its headings' : section;
}

/** Of one line, which stays a heading when it is read again. */
function isHeading(text: string): boolean {
  return (
    text.trim() !== '' &&
    text === text.trim() &&
    text !== FRONT_MATTER_SECTION &&
    !/[\r\n#]/.test(text)
  );
}

function withSection(text: string, heading: string, body: string): string {
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const start = text.trim() === '' ? text : `${text.trimEnd()}${lineEnd}`;
  const lines = body.trim().replace(/\r?\n/g, lineEnd);
  return `${start}${
    start === '' ? '' : lineEnd
  }## ${heading}${lineEnd}${lineEnd}${lines}${lineEnd}`;
}

/** Where the YAML in front of a card ends. */
function frontMatterEnd(text: string): number {
  return /^---\r?\n[\s\S]*?\r?\n---[ \t]*(\r?\n|$)/.exec(text)?.[0].length ?? 0;
}

function sameText(a: string, b: string): boolean {
  const plain = (text: string) => text.replace(/\r\n/g, '\n').trim();
  return plain(a) === plain(b);
}
