const NUMBER = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT|DECIMAL.*)$/;

/** A number, whole or not. */
export function isNumber(type: string): boolean {
  return NUMBER.test(type);
}

export function isWholeNumber(type: string): boolean {
  return isNumber(type) && type.includes('INT');
}

export function isText(type: string): boolean {
  return type === 'VARCHAR';
}

/** One value a cell: no list, no bytes, no fields. */
export function isScalar(type: string): boolean {
  return (
    !type.endsWith(']') && type !== 'BLOB' && !/^(STRUCT|MAP|UNION)/.test(type)
  );
}
