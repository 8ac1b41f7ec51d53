import type { LabelIssueFilter } from '@greenroom/backstage-plugin-greenroom-common';
import { labelIssueKindSchema } from '@greenroom/backstage-plugin-greenroom-common';
import { KIND_NAMES } from '../kindNames';
import { readLabelFilter } from '../labelFilter';

/** All kinds in one queue. */
const ALL = 'all';

/** Queues to choose from, by the value of `kind` in the address bar. */
export const QUEUES: readonly { value: string; name: string }[] = [
  ...labelIssueKindSchema.options.map(kind => ({
    value: kind,
    name: KIND_NAMES[kind],
  })),
  { value: ALL, name: 'all kinds' },
];

/** What the address bar asks of the resolver: likely wrong labels that nobody decided, where it says nothing else. */
export function readQueue(params: URLSearchParams): {
  queue: string;
  filter: LabelIssueFilter;
} {
  const filter = readLabelFilter(params);
  const all = params.get('kind') === ALL;
  const kind = filter.kind ?? 'label_error';
  return {
    queue: all ? ALL : kind,
    filter: {
      ...filter,
      kind: all ? undefined : kind,
      decided: filter.decided ?? 'open',
    },
  };
}
