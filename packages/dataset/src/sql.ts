/** A name as an SQL identifier. */
export function identifier(name: string): string {
  return `"${name.replace(/"/g, '""')}"`;
}

/** A text as an SQL literal. */
export function literal(text: string): string {
  return `'${text.replace(/'/g, "''")}'`;
}

/** The SQL of a label as text: a list of boxes as JSON, empty where there is none. */
export function labelSql(value: string): string {
  return `coalesce(CASE WHEN regexp_matches(typeof(${value}), '\\]$|^STRUCT|^MAP') THEN CAST(to_json(${value}) AS VARCHAR) ELSE CAST(${value} AS VARCHAR) END, '')`;
}
