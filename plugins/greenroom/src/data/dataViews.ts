/** What can be seen of the data, each under its own address. */
export const VIEWS = {
  changes: 'Changes',
  rows: 'Rows',
  columns: 'Columns',
  drift: 'Drift',
  leakage: 'Leakage',
  augment: 'Augment',
} as const;
export type View = keyof typeof VIEWS;

/** Parameters of single views, which mean nothing to another version. */
export const VIEW_PARAMS = [
  'at',
  'row',
  'rowOf',
  'sort',
  'order',
  'was',
  'now',
  'change',
  'column',
  'find',
  'where',
  'recipe',
  'made',
] as const;

/** All of them taken away. */
export const NO_VIEW_PARAMS: Readonly<Record<string, undefined>> =
  Object.fromEntries(VIEW_PARAMS.map(name => [name, undefined]));

/** The view of the address bar; what changed comes first where there is a version before. */
export function readView(asked: string | null, hasBefore: boolean): View {
  // The declared columns once had a view of their own.
  if (asked === 'schema') return 'columns';
  if (asked !== null && Object.hasOwn(VIEWS, asked)) {
    const view = asked as View;
    if (view !== 'changes' || hasBefore) return view;
  }
  return hasBefore ? 'changes' : 'rows';
}
