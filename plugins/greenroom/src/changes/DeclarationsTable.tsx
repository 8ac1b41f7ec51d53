import type { ReactNode } from 'react';
import type {
  AugmentationEntry,
  DeclarationEntry,
} from '@greenroom/backstage-plugin-greenroom-common';
import { plural, quantity } from '../components/numbers';
import { ScrollRegion } from '../components/ScrollRegion';
import { cohortName } from '../errors/cohortWords';
import { EntryReason } from './EntryReason';
import { RemoveEntry } from './RemoveEntry';
import type { Basket } from './useBasket';
import styles from './changes.module.css';

type Declared = DeclarationEntry | AugmentationEntry;

/** Cohorts, gates, requests for rows and augmentations, each with what was seen. */
export function DeclarationsTable(props: {
  entries: readonly Declared[];
  /** Where they can still be changed. */
  basket?: Basket;
  /** What can be done with an entry of somebody else. */
  action?: (entry: Declared, of: string) => ReactNode;
}) {
  const { entries, basket, action } = props;
  return (
    <ScrollRegion name="What the manifest is to declare">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">declared</th>
            <th scope="col">of rows with</th>
            <th scope="col">seen in</th>
            <th scope="col">reason</th>
            {basket ? <th scope="col">remove</th> : null}
            {action ? <th scope="col">take</th> : null}
          </tr>
        </thead>
        <tbody>
          {entries.map(entry => (
            <tr key={entry.key}>
              <th scope="row">{declarationName(entry)}</th>
              <td>
                {entry.kind === 'augmentation'
                  ? `split ${String(entry.augmentation.split)}`
                  : cohortName(entry.where)}
              </td>
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
              {action ? <td>{action(entry, declarationName(entry))}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** "cohort slanted", "gate of held-out: accuracy at least 80.0 %", "400 rows of train: dark ones". */
function declarationName(entry: Declared): string {
  switch (entry.kind) {
    case 'augmentation':
      return `augmentation ${entry.augmentation.name}, as ${entry.as}`;
    case 'cohort':
      return `cohort ${entry.name}`;
    case 'collect':
      return `${plural(entry.rows, 'row')}${
        entry.split ? ` of ${entry.split}` : ''
      }: ${entry.name}`;
    default:
      return `gate of ${entry.evaluation}: accuracy at least ${quantity(
        entry.min,
        'percent',
      )}`;
  }
}
