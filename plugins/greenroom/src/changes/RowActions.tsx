import { type FormEvent, useId, useState } from 'react';
import { Button } from '@backstage/ui';
import type {
  AssetDetail,
  AssetVersion,
  ProposalEntry,
  Row,
} from '@greenroom/backstage-plugin-greenroom-common';
import { Disclosure } from '../components/Disclosure';
import { PutState } from './PutState';
import { type PutEntry, usePutEntry } from './usePutEntry';
import styles from './changes.module.css';

type Props = { asset: AssetDetail; version: AssetVersion; row: Row };

/** What can be done with a row that is looked at; it goes into the caller's basket. */
export function RowActions(props: Props) {
  const { asset, version, row } = props;
  const basket = usePutEntry(asset.id);
  if (!asset.allowed.includes('propose')) return null;
  const isNewest = asset.version?.id === version.id;
  return (
    <Disclosure summary="Change this row">
      {isNewest ? (
        <div className={styles.tab}>
          <EditCell {...props} basket={basket} />
          <MoveRow {...props} basket={basket} />
          <ExcludeRow {...props} basket={basket} />
        </div>
      ) : (
        <Button
          size="small"
          variant="secondary"
          onPress={() =>
            basket.put([
              {
                kind: 'restore',
                key: `restore ${row.key}`,
                row: row.key,
                versionId: version.id,
              },
            ])
          }
        >
          Restore this row in the newest version
        </Button>
      )}
      <PutState of={basket} entityRef={asset.entityRef} />
    </Disclosure>
  );
}

type ActionProps = Props & { basket: PutEntry };

function EditCell(props: ActionProps) {
  const { asset, row, basket } = props;
  const id = useId();
  const columns = (asset.columns ?? []).filter(
    ({ name, role }) =>
      name in row.cells && !['key', 'label', 'split'].includes(role),
  );
  const [chosen, setColumn] = useState<string>();
  const column = chosen ?? columns[0]?.name;
  const from = column === undefined ? null : textOf(row, column);
  const [typed, setTyped] = useState<string>();
  const to = typed ?? from ?? '';
  if (column === undefined) return null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    basket.put([
      {
        kind: 'cell',
        key: `cell ${column}`,
        row: row.key,
        column,
        from,
        to: to === '' ? null : to,
      },
    ]);
  };
  return (
    <form className={styles.fields} onSubmit={submit} aria-label="Edit a cell">
      <div>
        <label htmlFor={`${id}-column`}>Column</label>
        <select
          id={`${id}-column`}
          className={styles.field}
          value={column}
          onChange={event => {
            setColumn(event.target.value);
            setTyped(undefined);
          }}
        >
          {columns.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </div>
      <div>
        <label htmlFor={`${id}-value`}>New value</label>
        <textarea
          id={`${id}-value`}
          className={styles.field}
          rows={1}
          value={to}
          onChange={event => setTyped(event.target.value)}
        />
      </div>
      <Button
        type="submit"
        size="small"
        variant="secondary"
        isDisabled={to === (from ?? '')}
      >
        Edit cell
      </Button>
    </form>
  );
}

function MoveRow(props: ActionProps) {
  const { version, row, basket, asset } = props;
  const id = useId();
  const splitColumn = (asset.columns ?? []).find(
    ({ role }) => role === 'split',
  );
  const from = textOf(row, splitColumn?.name ?? 'split');
  const others = Object.keys(version.splits ?? {}).filter(
    name => name !== from,
  );
  const [chosen, setChosen] = useState<string>();
  const to = chosen ?? others[0];
  if (from === null || to === undefined) return null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    basket.put([
      { kind: 'move', key: `move ${row.key}`, row: row.key, from, to },
    ]);
  };
  return (
    <form
      className={styles.fields}
      onSubmit={submit}
      aria-label="Move to another split"
    >
      <div>
        <label htmlFor={id}>Split (now {from})</label>
        <select
          id={id}
          className={styles.field}
          value={to}
          onChange={event => setChosen(event.target.value)}
        >
          {others.map(name => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </div>
      <Button type="submit" size="small" variant="secondary">
        Move to split
      </Button>
    </form>
  );
}

function ExcludeRow({ asset, row, basket }: ActionProps) {
  const label = (asset.columns ?? []).find(({ role }) => role === 'label');
  const from = label && textOf(row, label.name);
  if (from === null || from === undefined) return null;
  const entry: ProposalEntry = { kind: 'exclude', key: row.key, from };
  return (
    <div>
      <Button
        size="small"
        variant="secondary"
        onPress={() => basket.put([entry])}
      >
        Exclude row
      </Button>
    </div>
  );
}

function textOf(row: Row, column: string): string | null {
  const cell = row.cells[column];
  return cell === null || cell === undefined ? null : String(cell);
}
