import type { DeclarationEntry } from '@greenroom/backstage-plugin-greenroom-common';
import { quantity } from '../components/numbers';
import { ScrollRegion } from '../components/ScrollRegion';
import { cohortName } from '../errors/cohortWords';
import { EntryReason } from './EntryReason';
import { RemoveEntry } from './RemoveEntry';
import type { Basket } from './useBasket';
import styles from './changes.module.css';

/** Cohorts and gates that a manifest is to declare, each with what was seen. */
export function DeclarationsTable(props: {
  entries: readonly DeclarationEntry[];
  /** Where they can still be changed. */
  basket?: Basket;
}) {
  const { entries, basket } = props;
  return (
    <ScrollRegion name="Cohorts and gates in your basket">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">declared</th>
            <th scope="col">of rows with</th>
            <th scope="col">seen in</th>
            <th scope="col">reason</th>
            {basket ? <th scope="col">remove</th> : null}
          </tr>
        </thead>
        <tbody>
          {entries.map(entry => (
            <tr key={entry.key}>
              <th scope="row">{declarationName(entry)}</th>
              <td>{cohortName(entry.where)}</td>
              <td>{entry.evidence}</td>
              <td>
                <EntryReason
                  entry={entry}
                  of={declarationName(entry)}
                  basket={basket}
                />
              </td>
              <RemoveEntry
                entryKey={entry.key}
                of={declarationName(entry)}
                basket={basket}
              />
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** "cohort slanted", "gate of held-out: accuracy at least 80.0 %". */
function declarationName(entry: DeclarationEntry): string {
  return entry.kind === 'cohort'
    ? `cohort ${entry.name}`
    : `gate of ${entry.evaluation}: accuracy at least ${quantity(
        entry.min,
        'percent',
      )}`;
}
