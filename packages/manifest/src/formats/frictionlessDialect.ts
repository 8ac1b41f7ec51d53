import { asText, type Fields } from '../Fields';
import { present } from '../present';
import type { TableDialect } from '../tableDocument';

/** What a dialect may say that is as we read it anyway, or of no weight. */
const HARMLESS = ['csvddfVersion', 'lineTerminator', 'caseSensitiveHeader'];
const KNOWN = [
  'delimiter',
  'quoteChar',
  'doubleQuote',
  'escapeChar',
  'header',
  'headerRows',
  'commentChar',
  'skipInitialSpace',
  ...HARMLESS,
];

/**
 * How a resource's file is written (Frictionless "CSV Dialect" of v1, "Table
 * Dialect" of v2, `encoding` and `missingValues`).
 *
 * @returns undefined where it says something that is not read here
 */
export function frictionlessDialect(
  resource: Fields,
  schema: Fields | undefined,
): TableDialect | undefined {
  const said = resource.raw('dialect');
  // In a file of its own, which is not at hand.
  if (typeof said === 'string') return undefined;
  const dialect = resource.map('dialect');
  const raw = (key: string) => dialect?.raw(key);
  const isUnread =
    dialect?.keys().some(key => !KNOWN.includes(key)) ||
    raw('skipInitialSpace') === true ||
    (raw('headerRows') !== undefined &&
      JSON.stringify(raw('headerRows')) !== '[1]');
  if (isUnread) return undefined;
  const marks = {
    delimiter: asText(raw('delimiter')) ?? oneTab(raw('delimiter')),
    quote: asText(raw('quoteChar')),
    escape: asText(raw('escapeChar')),
    comment: asText(raw('commentChar')),
  };
  if (Object.values(marks).some(mark => mark !== undefined && mark.length > 1))
    return undefined;
  const encoding = resource.text('encoding');
  const nulls = (schema?.has('missingValues') ? missing(schema) : []).filter(
    text => text !== '',
  );
  return present<TableDialect>({
    ...marks,
    encoding: /^utf-?8$/i.test(encoding ?? 'utf-8') ? undefined : encoding,
    header: raw('header') === false ? false : undefined,
    names: raw('header') === false ? namesOf(schema) : undefined,
    decimal: decimalOf(schema),
    nulls: nulls.length > 0 ? nulls : undefined,
  });
}

/** White space is what `asText` takes off. */
function oneTab(value: unknown): string | undefined {
  return value === '\t' ? '\t' : undefined;
}

/** v2: texts, or maps of value and label. */
function missing(schema: Fields): string[] {
  return [schema.raw('missingValues')]
    .flat()
    .flatMap(
      value =>
        asText(
          typeof value === 'object' && value !== null
            ? (value as Record<string, unknown>).value
            : value,
        ) ?? [],
    );
}

function namesOf(schema: Fields | undefined): string[] | undefined {
  const names = schema
    ?.maps('fields')
    .flatMap(field => field.text('name') ?? []);
  return names && names.length > 0 ? names : undefined;
}

/** Said for each field; a file is read with one. */
function decimalOf(schema: Fields | undefined): ',' | undefined {
  const said = schema
    ?.maps('fields')
    .flatMap(field => field.text('decimalChar') ?? []);
  return said?.includes(',') ? ',' : undefined;
}
