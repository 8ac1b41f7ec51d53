import { Button } from '@backstage/ui';
import type {
  ChangedRowsFilter,
  DataComparison,
  RowChange,
  RowSort,
} from '@greenroom/backstage-plugin-greenroom-common';
import { count } from '../components/numbers';
import { Chip } from './Chip';
import { TextFilter } from '../components/TextFilter';
import styles from './data.module.css';

/** More columns than this make no list to choose from. */
const MOST_ORDERS = 30;

/** Which of the rows that differ, and in which order. */
export function ChangedRowsFilterBar(props: {
  comparison: Pick<DataComparison, 'matchedBy' | 'rows' | 'cells'>;
  filter: ChangedRowsFilter;
  sort: RowSort | undefined;
  onFilter: (filter: ChangedRowsFilter) => void;
  onSort: (sort: RowSort | undefined) => void;
}) {
  const { comparison, filter, sort, onFilter, onSort } = props;
  const { added, removed, changed } = comparison.rows;
  const kinds: readonly [RowChange | undefined, string, number][] = [
    [undefined, 'All', added + removed + changed],
    ['changed', 'Changed', changed],
    ['added', 'Added', added],
    ['removed', 'Removed', removed],
  ];
  const columns = Object.keys(comparison.cells).slice(0, MOST_ORDERS);
  return (
    <div className={styles.filters}>
      <div className={styles.views} role="group" aria-label="Kind of change">
        {kinds
          .filter(([kind]) =>
            comparison.matchedBy === 'key' ? true : kind !== 'changed',
          )
          .map(([change, name, rows]) => (
            <button
              key={name}
              type="button"
              aria-pressed={filter.change === change}
              onClick={() => onFilter({ ...filter, change })}
            >
              {name} <small>{count(rows)}</small>
            </button>
          ))}
      </div>
      <TextFilter
        name="Search rows that differ"
        value={filter.search ?? ''}
        onChange={search => onFilter({ ...filter, search })}
      />
      {columns.length > 0 ? (
        <span className={styles.choice}>
          <select
            aria-label="Order"
            value={sort ? `${sort.direction} ${sort.column}` : ''}
            onChange={event => onSort(readOrder(event.target.value))}
          >
            <option value="">label changes first</option>
            {columns.map(column => (
              <Orders key={column} column={column} />
            ))}
          </select>
        </span>
      ) : null}
      {filter.transition ? (
        <Chip
          what="filter"
          onRemove={() => onFilter({ ...filter, transition: undefined })}
        >
          {`label ${filter.transition.from} → ${filter.transition.to}`}
        </Chip>
      ) : null}
      {filter.column ? (
        <Chip
          what="filter"
          onRemove={() => onFilter({ ...filter, column: undefined })}
        >
          {`${filter.column} changed`}
        </Chip>
      ) : null}
      {Object.values(filter).some(part => part !== undefined) ? (
        <Button size="small" variant="secondary" onPress={() => onFilter({})}>
          Clear filter
        </Button>
      ) : null}
    </div>
  );
}

function Orders(props: { column: string }) {
  const { column } = props;
  return (
    <>
      <option value={`ascending ${column}`}>{column}, rising</option>
      <option value={`descending ${column}`}>{column}, falling</option>
    </>
  );
}

function readOrder(value: string): RowSort | undefined {
  const gap = value.indexOf(' ');
  if (gap === -1) return undefined;
  return {
    direction: value.startsWith('descending') ? 'descending' : 'ascending',
    column: value.slice(gap + 1),
  };
}
