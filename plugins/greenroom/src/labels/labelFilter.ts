import {
  type LabelIssueFilter,
  labelIssueFilterSchema,
} from '@greenroom/backstage-plugin-greenroom-common';

const FIELDS = labelIssueFilterSchema.shape;
type Field = keyof LabelIssueFilter;

/** Parts of the filter, by their names in the address bar. */
export const LABEL_FILTER_NAMES = Object.keys(FIELDS) as Field[];

/** The filter that the address bar asks for; what is no filter is left out. */
export function readLabelFilter(params: URLSearchParams): LabelIssueFilter {
  const filter: Record<string, unknown> = {};
  for (const name of LABEL_FILTER_NAMES) {
    const text = params.get(name);
    if (text === null || text === '') continue;
    const read = FIELDS[name].safeParse(text);
    if (read.success) filter[name] = read.data;
  }
  return filter;
}

/** The filter as parameters of the address bar; what it does not name is taken away. */
export function writeLabelFilter(
  filter: LabelIssueFilter,
): Record<Field, string | undefined> {
  return Object.fromEntries(
    LABEL_FILTER_NAMES.map(name => [name, filter[name]?.toString()]),
  ) as Record<Field, string | undefined>;
}
