/** A p value as people read it; empty where there is none. */
export function pValue(p: number | undefined): string {
  if (p === undefined) return '';
  return p < 0.0001 ? '< 0.0001' : p.toFixed(4);
}
