/** What can be seen of a run's errors, each under its own address. */
export const VIEWS = {
  slices: 'Slices',
  tree: 'Tree',
  heat: 'Heat map',
  cohorts: 'Cohorts',
  trend: 'Trend',
  changes: 'Since another run',
} as const;
export type View = keyof typeof VIEWS;

/** The view of the address bar; slices where it names none. */
export function readView(asked: string | null): View {
  return asked !== null && Object.hasOwn(VIEWS, asked)
    ? (asked as View)
    : 'slices';
}
