const LONGEST = 63;

/** A name that the catalog takes: letters, digits and single `-`, `_`, `.` between them. */
export function slugOf(text: string): string | undefined {
  const slug = text
    .normalize('NFKD')
    .slice(0, 4 * LONGEST)
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/([-_.])[-_.]+/g, '$1')
    .replace(/^[-_.]+/, '')
    .slice(0, LONGEST)
    .replace(/[-_.]+$/, '');
  return slug === '' ? undefined : slug;
}
