/** How the cells of a record are told apart. */
export type Marks = {
  readonly delimiter: string;
  /** Empty where nothing is quoted. */
  readonly quote: string;
  readonly escape: string;
};

export type Records = {
  readonly records: readonly (readonly string[])[];
  /** Whether the text ends inside the last record, rather than after it. */
  readonly end: 'whole' | 'cut';
};

/**
 * The first records of a delimited text, as RFC 4180 says, quotes taken off.
 * Empty lines are no records.
 */
export function splitRecords(
  text: string,
  { delimiter, quote, escape }: Marks,
  limit: number,
): Records {
  const records: string[][] = [];
  let fields: string[] = [];
  let field = '';
  let state: 'start' | 'plain' | 'quoted' = 'start';
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (state === 'quoted') {
      if (char === escape && quote !== '' && text[i + 1] === quote) {
        field += quote;
        i++;
      } else if (char === quote) state = 'plain';
      else field += char;
    } else if (char === quote && state === 'start') state = 'quoted';
    else if (char === delimiter) {
      fields.push(field);
      field = '';
      state = 'start';
    } else if (char === '\n' || char === '\r') {
      if (fields.length > 0 || field !== '' || state === 'plain')
        records.push([...fields, field]);
      if (records.length === limit) return { records, end: 'whole' };
      fields = [];
      field = '';
      state = 'start';
    } else {
      field += char;
      state = 'plain';
    }
  }
  if (fields.length === 0 && field === '' && state === 'start')
    return { records, end: 'whole' };
  return { records: [...records, [...fields, field]], end: 'cut' };
}
