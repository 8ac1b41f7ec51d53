import { Button } from '@backstage/ui';
import { RiDownloadLine } from '@remixicon/react';
import type { Group } from './graph/groupsOf';
import type { AddressOf, AddressStep } from './useLineageAddress';
import styles from './lineage.module.css';

/** How much is shown, of which day, and held against which; closes what was opened, and saves the picture. */
export function LineageControls(props: {
  address: AddressOf<string>;
  choices: readonly (readonly [by: string, words: string])[];
  teams: readonly Group[];
  asTable: boolean;
  onChange: (change: AddressStep) => void;
  onToggle: (groupId: string) => void;
  onSave: () => void;
}) {
  const { address, choices, teams, asTable, onChange, onToggle, onSave } =
    props;
  return (
    <div className={styles.controls}>
      <label className={styles.field}>
        Show
        <select
          value={address.by}
          onChange={event =>
            onChange({ by: event.target.value, toggled: new Set() })
          }
        >
          {choices.map(([by, words]) => (
            <option key={by} value={by}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <label className={styles.field}>
        At the end of
        <input
          type="date"
          value={address.at ?? ''}
          onChange={event => onChange({ at: event.target.value })}
        />
      </label>
      <label className={styles.field}>
        Compare with
        <input
          type="date"
          value={address.comparedAt ?? ''}
          onChange={event => onChange({ comparedAt: event.target.value })}
        />
      </label>
      <span className={styles.buttons}>
        {teams.map(team => (
          <Button
            key={team.id}
            size="small"
            variant="secondary"
            onPress={() => onToggle(team.id)}
          >
            Close {team.title}
          </Button>
        ))}
        {address.toggled.size > 0 ? (
          <Button
            size="small"
            variant="secondary"
            onPress={() => onChange({ toggled: new Set() })}
          >
            Groups as at first
          </Button>
        ) : null}
        {asTable ? null : (
          <Button
            size="small"
            variant="secondary"
            iconStart={<RiDownloadLine />}
            onPress={onSave}
          >
            Save as SVG
          </Button>
        )}
        <button
          type="button"
          className={styles.toggle}
          aria-pressed={asTable}
          onClick={() => onChange({ view: asTable ? 'graph' : 'table' })}
        >
          As a table
        </button>
      </span>
    </div>
  );
}
