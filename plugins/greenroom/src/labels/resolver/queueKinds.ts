import {
  type AssetDetail,
  type LabelIssueFilter,
  type LabelIssueKind,
  labelIssueKindSchema,
  type LabelQuality,
} from '@greenroom/backstage-plugin-greenroom-common';
import { count } from '../../components/numbers';
import { hasBoxes } from '../hasBoxes';
import { KIND_NAMES } from '../kindNames';
import { readLabelFilter } from '../labelFilter';

/** All kinds in one queue. */
const ALL = 'all';

/**
 * Queues to choose from, by the value of `kind` in the address bar: the kinds
 * that were found, with their number, the chosen one, and all.
 */
export function queuesOf(
  byKind: LabelQuality['byKind'],
  chosen: string,
): readonly { value: string; name: string }[] {
  const found = (kind: LabelIssueKind) =>
    byKind?.find(each => each.kind === kind)?.count ?? 0;
  return [
    ...labelIssueKindSchema.options
      .filter(kind => kind === chosen || found(kind) > 0)
      .map(kind => ({
        value: kind,
        name: byKind
          ? `${KIND_NAMES[kind]} (${count(found(kind))})`
          : KIND_NAMES[kind],
      })),
    { value: ALL, name: 'all kinds' },
  ];
}

/**
 * What the address bar asks of the resolver. Where it says nothing: rows that
 * nobody decided, of likely wrong labels, or of all kinds where a row has many
 * boxes, each of which may be doubtful in another way.
 */
export function readQueue(
  params: URLSearchParams,
  asset: Pick<AssetDetail, 'task'>,
): {
  queue: string;
  filter: LabelIssueFilter;
} {
  const filter = readLabelFilter(params);
  const usual = hasBoxes(asset) ? ALL : 'label_error';
  const all =
    params.get('kind') === ALL || (filter.kind === undefined && usual === ALL);
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
