import { type ReactNode, useState } from 'react';
import { Pager } from '../components/Pager';
import { ScrollRegion } from '../components/ScrollRegion';
import { EntryReason } from './EntryReason';
import { entryWords, type OtherEntry } from './entryWords';
import { RemoveEntry } from './RemoveEntry';
import type { Basket } from './useBasket';
import styles from './changes.module.css';

const PAGE_ENTRIES = 25;

/** Changes of cells, rows and texts, a page of them. */
export function OtherEntriesTable(props: {
  entries: readonly OtherEntry[];
  /** For people who hear the page. */
  name: string;
  /** Where they can still be changed. */
  basket?: Basket;
  /** What can be done with an entry of somebody else. */
  action?: (entry: OtherEntry, of: string) => ReactNode;
}) {
  const { entries, name, basket, action } = props;
  const [offset, setOffset] = useState(0);
  const start = offset < entries.length ? offset : 0;
  return (
    <>
      <ScrollRegion name={name}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">what</th>
              <th scope="col">from</th>
              <th scope="col">to</th>
              <th scope="col">reason</th>
              <th scope="col">seen in</th>
              {basket ? <th scope="col">remove</th> : null}
              {action ? <th scope="col">take</th> : null}
            </tr>
          </thead>
          <tbody>
            {entries.slice(start, start + PAGE_ENTRIES).map(entry => {
              const { what, from, to } = entryWords(entry);
              return (
                <tr key={entry.key}>
                  <th scope="row">{what}</th>
                  <td className={styles.value}>{from}</td>
                  <td className={styles.value}>{to}</td>
                  <td>
                    <EntryReason entry={entry} of={what} basket={basket} />
                  </td>
                  <td>{entry.evidence}</td>
                  <RemoveEntry entryKey={entry.key} of={what} basket={basket} />
                  {action ? (
                    <td>{action(entry, `${entry.kind} of ${what}`)}</td>
                  ) : null}
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollRegion>
      <Pager
        offset={start}
        limit={PAGE_ENTRIES}
        total={entries.length}
        what="changes"
        onMove={setOffset}
      />
    </>
  );
}
