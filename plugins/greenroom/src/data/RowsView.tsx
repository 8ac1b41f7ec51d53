import { useEffect, useState } from 'react';
import { Button, SearchField } from '@backstage/ui';
import type {
  AssetDetail,
  AssetVersion,
} from '@greenroom/backstage-plugin-greenroom-common';
import { count, plural } from '../components/numbers';
import { Panel } from '../components/Panel';
import { RowsTable } from '../components/RowsTable';
import { useSelection } from '../components/useSelection';
import { versionName } from './versionName';
import styles from './data.module.css';

const TYPING_MILLISECONDS = 300;

/** The rows of one version, filtered by what stands in the address bar. */
export function RowsView(props: { asset: AssetDetail; version: AssetVersion }) {
  const { asset, version } = props;
  const [{ filter }, select] = useSelection();
  const column = (role: 'label' | 'split') =>
    asset.columns?.find(each => each.role === role)?.name;
  const splits = Object.entries(version.splits ?? {});
  const set = (name: string, value: string) => {
    const equals = { ...filter.equals };
    if (value) equals[name] = value;
    else delete equals[name];
    select({ filter: { ...filter, equals } });
  };
  const narrowed = Object.keys(filter).length > 0;
  const label = column('label');
  const split = column('split');
  const parts = splits
    .map(([name, rows]) => `${count(rows)} ${name}`)
    .join(', ');

  return (
    <Panel
      title={
        version.rows === undefined
          ? `Rows of ${versionName(version)}`
          : `${plural(version.rows, 'row')} in ${versionName(version)}`
      }
      note={parts || undefined}
    >
      <div className={styles.filters}>
        <RowSearch
          value={filter.search ?? ''}
          onChange={search => select({ filter: { ...filter, search } })}
        />
        {label && asset.classes ? (
          <Choice
            name={label}
            value={filter.equals?.[label] ?? ''}
            options={asset.classes}
            onChange={value => set(label, value)}
          />
        ) : null}
        {split && splits.length > 0 ? (
          <Choice
            name={split}
            value={filter.equals?.[split] ?? ''}
            options={splits.map(([name]) => name)}
            onChange={value => set(split, value)}
          />
        ) : null}
        {filter.keys ? (
          <span className={styles.muted}>
            only {plural(filter.keys.length, 'chosen row')}
          </span>
        ) : null}
        {narrowed ? (
          <Button
            size="small"
            variant="secondary"
            onPress={() => select({ filter: {} })}
          >
            Clear filter
          </Button>
        ) : null}
      </div>
      <RowsTable
        versionId={version.id}
        filter={filter}
        name={`Rows of ${asset.name}`}
      />
    </Panel>
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
    <label className={styles.compare}>
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

function RowSearch(props: { value: string; onChange: (text: string) => void }) {
  const { value, onChange } = props;
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return undefined;
    const timer = setTimeout(() => onChange(text), TYPING_MILLISECONDS);
    return () => clearTimeout(timer);
    // A new callback each render is no reason to wait anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [text]);
  return (
    <div className={styles.search}>
      <SearchField
        aria-label="Search rows"
        placeholder="Search rows"
        size="small"
        value={text}
        onChange={setText}
      />
    </div>
  );
}
