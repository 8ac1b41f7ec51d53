import { Button } from '@backstage/ui';
import type {
  AssetDetail,
  AssetVersion,
  RowFilter,
} from '@greenroom/backstage-plugin-greenroom-common';
import { plural } from '../components/numbers';
import { Chip } from './Chip';
import { isNarrowed, rangeWords, withEquals, withRange } from './rowFilters';
import { TextFilter } from '../components/TextFilter';
import styles from './data.module.css';

/** Search, label and split; what pictures of columns filter stands as chips that can be removed. */
export function RowFilterBar(props: {
  asset: AssetDetail;
  version: AssetVersion;
  filter: RowFilter;
  onFilter: (filter: RowFilter) => void;
}) {
  const { asset, version, filter, onFilter } = props;
  const columnOf = (role: 'label' | 'split') =>
    asset.columns?.find(each => each.role === role)?.name;
  const choices = [
    { column: columnOf('label'), options: asset.classes ?? [] },
    { column: columnOf('split'), options: Object.keys(version.splits ?? {}) },
  ].flatMap(({ column, options }) =>
    column && options.length > 0 ? [{ column, options }] : [],
  );
  const chosen = choices.map(({ column }) => column);
  return (
    <div className={styles.filters}>
      <TextFilter
        name="Search rows"
        value={filter.search ?? ''}
        onChange={search => onFilter({ ...filter, search })}
      />
      {choices.map(({ column, options }) => (
        <Choice
          key={column}
          name={column}
          value={filter.equals?.[column] ?? ''}
          options={options}
          onChange={value =>
            onFilter(withEquals(filter, column, value || undefined))
          }
        />
      ))}
      {Object.entries(filter.equals ?? {})
        .filter(([column]) => !chosen.includes(column))
        .map(([column, value]) => (
          <Chip
            key={column}
            what="filter"
            onRemove={() => onFilter(withEquals(filter, column, undefined))}
          >
            {`${column} is ${value === '' ? 'none' : value}`}
          </Chip>
        ))}
      {Object.entries(filter.ranges ?? {}).map(([column, range]) => (
        <Chip
          key={column}
          what="filter"
          onRemove={() => onFilter(withRange(filter, column, undefined))}
        >
          {rangeWords(column, range)}
        </Chip>
      ))}
      {filter.keys ? (
        <Chip
          what="filter"
          onRemove={() => onFilter({ ...filter, keys: undefined })}
        >
          {`only ${plural(filter.keys.length, 'chosen row')}`}
        </Chip>
      ) : null}
      {isNarrowed(filter) ? (
        <Button size="small" variant="secondary" onPress={() => onFilter({})}>
          Clear filter
        </Button>
      ) : null}
    </div>
  );
}

function Choice(props: {
  name: string;
  value: string;
  options: readonly string[];
  onChange: (value: string) => void;
}) {
  const { name, value, options, onChange } = props;
  return (
    <label className={styles.choice}>
      {name}
      <select value={value} onChange={event => onChange(event.target.value)}>
        <option value="">any</option>
        {options.map(option => (
          <option key={option} value={option}>
            {option}
          </option>
        ))}
      </select>
    </label>
  );
}
