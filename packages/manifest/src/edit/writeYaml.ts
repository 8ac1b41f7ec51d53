import { Scalar, stringify } from 'yaml';

/** What can be written into a manifest. */
export type Written =
  | string
  | number
  | boolean
  | null
  | readonly Written[]
  | { readonly [key: string]: Written | undefined };

/** A text that means itself without quotes, in a flow map too. */
const PLAIN = /^[A-Za-z][\w./-]*$/;
/** Words that YAML takes for something else. */
const RESERVED = /^(true|false|null|yes|no|on|off|y|n)$/i;

/** In the quotes that were there; in quotes of its own where the text needs them. */
export function writeScalar(
  value: string | number | boolean,
  before: Scalar,
): string {
  const scalar = new Scalar(value);
  if (typeof value === 'string') {
    const isQuoted =
      before.type === 'QUOTE_SINGLE' || before.type === 'QUOTE_DOUBLE';
    if (isQuoted) scalar.type = before.type;
    else if (needsQuotes(value)) scalar.type = 'QUOTE_DOUBLE';
  }
  return stringify(scalar, { lineWidth: 0 }).trimEnd();
}

/** On one line, e.g. `{ name: slanted, where: { slant: { from: 12 } } }`. */
export function writeFlow(value: Written): string {
  if (isList(value)) return `[${value.map(writeFlow).join(', ')}]`;
  if (isFields(value)) return `{ ${writeFields(value).join(', ')} }`;
  // JSON's text in quotes is YAML's.
  return typeof value === 'string' && !needsQuotes(value)
    ? value
    : JSON.stringify(value);
}

/** A line a field, e.g. `name: slanted`. */
export function writeFields(fields: Fields): string[] {
  return Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [`${writeFlow(name)}: ${writeFlow(value)}`],
  );
}

type Fields = { readonly [key: string]: Written | undefined };

export function isFields(value: Written): value is Fields {
  return typeof value === 'object' && value !== null && !isList(value);
}

function isList(value: Written): value is readonly Written[] {
  return Array.isArray(value);
}

function needsQuotes(text: string): boolean {
  return !PLAIN.test(text) || RESERVED.test(text);
}
