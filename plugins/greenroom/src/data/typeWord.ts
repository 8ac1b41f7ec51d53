/** How people call the types of DuckDB. */
const WORDS: Readonly<Record<string, string>> = {
  VARCHAR: 'text',
  BOOLEAN: 'yes or no',
  TINYINT: 'integer',
  SMALLINT: 'integer',
  INTEGER: 'integer',
  BIGINT: 'integer',
  HUGEINT: 'integer',
  FLOAT: 'number',
  DOUBLE: 'number',
  DATE: 'date',
  TIMESTAMP: 'time',
  'TIMESTAMP WITH TIME ZONE': 'time',
  BLOB: 'bytes',
};

/** The type of a column in a word; as it is where there is none for it. */
export function typeWord(type: string): string {
  return WORDS[type] ?? type;
}
