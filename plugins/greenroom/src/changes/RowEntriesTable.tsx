import { type ReactNode, useState } from 'react';
import type {
  AssetDetail,
  RowEntry,
} from '@greenroom/backstage-plugin-greenroom-common';
import { labelName, relabelWords } from '../components/labelWords';
import { Pager } from '../components/Pager';
import { ScrollRegion } from '../components/ScrollRegion';
import { Thumbnail, ThumbnailsProvider } from '../components/Thumbnail';
import { showsPictures } from '../labels/showsPictures';
import { EntryReason } from './EntryReason';
import { RemoveEntry } from './RemoveEntry';
import type { Basket } from './useBasket';
import styles from './changes.module.css';

const PAGE_ENTRIES = 25;

/** Decisions on rows, a page of them. */
export function RowEntriesTable(props: {
  asset: AssetDetail;
  entries: readonly RowEntry[];
  versionId: string;
  /** Where they can still be changed. */
  basket?: Basket;
  /** What can be done with an entry of somebody else. */
  action?: (entry: RowEntry, of: string) => ReactNode;
}) {
  const { asset, entries, versionId, basket, action } = props;
  const [offset, setOffset] = useState(0);
  const start = offset < entries.length ? offset : 0;
  const pictures = showsPictures(asset);
  return (
    <>
      <ThumbnailsProvider versionId={versionId}>
        <ScrollRegion name="Decisions in your basket">
          <table className={styles.table}>
            <thead>
              <tr>
                {pictures ? <th scope="col">picture</th> : null}
                <th scope="col">row</th>
                <th scope="col">decision</th>
                <th scope="col">reason</th>
                {basket ? <th scope="col">remove</th> : null}
                {action ? <th scope="col">take</th> : null}
              </tr>
            </thead>
            <tbody>
              {entries.slice(start, start + PAGE_ENTRIES).map(entry => (
                <tr key={entry.key}>
                  {pictures ? (
                    <td>
                      <Thumbnail rowKey={entry.key} />
                    </td>
                  ) : null}
                  <th scope="row">{entry.key}</th>
                  <td>
                    <EntryText entry={entry} />
                  </td>
                  <td>
                    <EntryReason
                      entry={entry}
                      of={`row ${entry.key}`}
                      basket={basket}
                    />
                  </td>
                  <RemoveEntry
                    entryKey={entry.key}
                    of={`row ${entry.key}`}
                    basket={basket}
                  />
                  {action ? <td>{action(entry, `row ${entry.key}`)}</td> : null}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      </ThumbnailsProvider>
      <Pager
        offset={start}
        limit={PAGE_ENTRIES}
        total={entries.length}
        what="decisions"
        onMove={setOffset}
      />
    </>
  );
}

function EntryText(props: { entry: RowEntry }) {
  const { entry } = props;
  if (entry.kind === 'relabel') {
    return (
      <span>
        <strong>{relabelWords(entry.from, entry.to ?? '')}</strong>
      </span>
    );
  }
  return entry.kind === 'keep' ? (
    <span>keep {labelName(entry.from)} (changes no line)</span>
  ) : (
    <span>leave out (was {labelName(entry.from)})</span>
  );
}
