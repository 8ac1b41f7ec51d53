import { useState } from 'react';
import { Link } from 'react-router-dom';
import { Button } from '@backstage/ui';
import type {
  AssetDetail,
  ProposalEntry,
} from '@greenroom/backstage-plugin-greenroom-common';
import { EmptyState } from '../components/EmptyState';
import { Failure } from '../components/Failure';
import { labelName, relabelWords } from '../components/labelWords';
import { plural } from '../components/numbers';
import { Pager } from '../components/Pager';
import { Panel } from '../components/Panel';
import { Thumbnail, ThumbnailsProvider } from '../components/Thumbnail';
import { useAssetHref } from '../components/useAssetHref';
import { ScrollRegion } from '../components/ScrollRegion';
import { showsPictures } from '../labels/showsPictures';
import { PublishForm } from './PublishForm';
import type { Basket } from './useBasket';
import styles from './changes.module.css';

const PAGE_ENTRIES = 25;

const KINDS = {
  relabel: 'relabelled',
  exclude: 'left out',
  keep: 'kept',
} as const;

/** "23 decisions in your basket: 20 relabelled, 3 kept". */
function basketFinding(entries: readonly ProposalEntry[]): string {
  if (entries.length === 0) return 'Your basket is empty';
  const parts = (Object.keys(KINDS) as ProposalEntry['kind'][])
    .map(
      kind =>
        [
          entries.filter(entry => entry.kind === kind).length,
          KINDS[kind],
        ] as const,
    )
    .filter(([rows]) => rows > 0)
    .map(([rows, word]) => `${rows} ${word}`);
  return `${plural(entries.length, 'decision')} in your basket: ${parts.join(
    ', ',
  )}`;
}

/** What the caller decided and has not yet proposed. */
export function BasketPanel(props: { asset: AssetDetail; basket: Basket }) {
  const { asset, basket } = props;
  const { entries, draft, error } = basket;
  const href = useAssetHref();
  const [offset, setOffset] = useState(0);
  const start = offset < entries.length ? offset : 0;
  const versionId = draft?.baseVersionId ?? asset.version?.id ?? '';
  const pictures = showsPictures(asset);
  const publishing = draft?.state === 'publishing';
  return (
    <Panel
      title={
        publishing
          ? `Proposing ${plural(entries.length, 'decision')} on ${asset.title}`
          : basketFinding(entries)
      }
      note={`Data set ${asset.title}. Nothing changes in git until a pull request is opened and merged.`}
      actions={
        <span className={styles.actions}>
          <span role="status">{basket.saving ? 'Saving' : ''}</span>
          {basket.canUndo ? (
            <Button
              size="small"
              variant="secondary"
              onPress={() => basket.undo()}
            >
              Undo last change
            </Button>
          ) : null}
        </span>
      }
    >
      {error ? (
        <Failure
          what="The basket could not be saved."
          error={error}
          still="It is as it was before that change. Make the change again."
        />
      ) : null}
      {entries.length === 0 ? (
        <EmptyState
          title="No decisions yet"
          action={
            <Link className={styles.link} to={href(asset.entityRef, 'labels')}>
              Look at doubtful labels
            </Link>
          }
        >
          Decisions on rows gather here until you propose them as one pull
          request.
        </EmptyState>
      ) : (
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
                    {publishing ? null : <th scope="col">remove</th>}
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
                        {publishing ? (
                          entry.reason
                        ) : (
                          <Reason
                            key={entry.reason ?? ''}
                            entry={entry}
                            onChange={reason =>
                              basket.put([
                                { ...entry, reason: reason || undefined },
                              ])
                            }
                          />
                        )}
                      </td>
                      {publishing ? null : (
                        <td>
                          <Button
                            size="small"
                            variant="secondary"
                            aria-label={`Remove row ${entry.key} from the basket`}
                            onPress={() => basket.remove([entry.key])}
                          >
                            Remove
                          </Button>
                        </td>
                      )}
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
      )}
      {draft && entries.length > 0 ? (
        <PublishForm
          key={draft.id}
          asset={asset}
          draft={draft}
          entries={entries}
          saving={basket.saving}
          onPublished={basket.answer.refetch}
        />
      ) : null}
    </Panel>
  );
}

function EntryText(props: { entry: ProposalEntry }) {
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

/** Saved when the field is left or Enter is pressed, so that typing makes one write. */
function Reason(props: {
  entry: ProposalEntry;
  onChange: (reason: string) => void;
}) {
  const { entry, onChange } = props;
  const [text, setText] = useState(entry.reason ?? '');
  const save = () => {
    if (text !== (entry.reason ?? '')) onChange(text);
  };
  return (
    <input
      className={styles.field}
      aria-label={`Reason for row ${entry.key}`}
      value={text}
      maxLength={500}
      placeholder="none given"
      onChange={event => setText(event.target.value)}
      onBlur={save}
      onKeyDown={event => {
        if (event.key === 'Enter') save();
      }}
    />
  );
}
