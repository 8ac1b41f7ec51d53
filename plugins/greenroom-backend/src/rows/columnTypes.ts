import type { DeclaredColumn } from '@greenroom/manifest';

const NUMBER =
  /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*)$/;
const INTEGER = /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER)$/;

export function isNumberType(sqlType: string): boolean {
  return NUMBER.test(sqlType);
}

export function isIntegerType(sqlType: string): boolean {
  return INTEGER.test(sqlType);
}

/** A list, a structure or bytes: nothing that is ordered, filtered or searched. */
export function isNestedType(sqlType: string): boolean {
  return (
    sqlType.endsWith(']') ||
    sqlType === 'BLOB' ||
    /^(STRUCT|MAP|UNION)\b/.test(sqlType)
  );
}

/** The type of a column that nobody declared, in the words of manifests. */
export function columnTypeOf(
  sqlType: string,
): NonNullable<DeclaredColumn['type']> {
  if (INTEGER.test(sqlType)) return 'integer';
  if (NUMBER.test(sqlType)) return 'number';
  if (sqlType === 'BOOLEAN') return 'boolean';
  if (sqlType === 'BLOB') return 'bytes';
  if (sqlType === 'DATE') return 'date';
  if (sqlType.startsWith('TIMESTAMP')) return 'datetime';
  if (sqlType.endsWith(']')) return 'list';
  return isNestedType(sqlType) ? 'object' : 'string';
}
