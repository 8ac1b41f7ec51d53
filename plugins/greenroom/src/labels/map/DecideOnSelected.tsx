import { useState } from 'react';
import { Button } from '@backstage/ui';
import { plural } from '../../components/numbers';
import { exclude, keep, later, type Word } from '../decisions/words';
import styles from '../labels.module.css';

/** The same decision on all selected rows. */
export function DecideOnSelected(props: {
  rows: readonly { key: string; label: string }[];
  classes: readonly string[];
  onDecide: (words: readonly Word[]) => void;
}) {
  const { rows, classes, onDecide } = props;
  const [to, setTo] = useState(classes[0] ?? '');
  const say = (word: (row: { key: string; given: string }) => Word) =>
    onDecide(rows.map(({ key, label }) => word({ key, given: label })));
  return (
    <div
      className={styles.actions}
      role="group"
      aria-label="Decide on the selected rows"
    >
      {classes.length > 0 ? (
        <>
          <label className={styles.check}>
            class
            <select value={to} onChange={event => setTo(event.target.value)}>
              {classes.map(name => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
          <Button
            size="small"
            onPress={() =>
              say(({ key, given }) =>
                to === given
                  ? keep({ key, given })
                  : { key, kind: 'relabel', from: given, to },
              )
            }
          >
            {`Relabel ${plural(rows.length, 'row')} ${to}`}
          </Button>
        </>
      ) : null}
      <Button size="small" variant="secondary" onPress={() => say(keep)}>
        Keep
      </Button>
      <Button size="small" variant="secondary" onPress={() => say(exclude)}>
        Exclude
      </Button>
      <Button size="small" variant="secondary" onPress={() => say(later)}>
        Later
      </Button>
    </div>
  );
}
