import { Link } from 'react-router-dom';
import { Button } from '@backstage/ui';
import {
  type AssetDetail,
  isAugmentationEntry,
  isDeclarationEntry,
  isRowChangeEntry,
  isRowEntry,
  isTextEntry,
  type ProposalEntry,
} from '@greenroom/backstage-plugin-greenroom-common';
import { writeAddress } from '../components/useAddress';
import { CopyButton } from '../components/CopyButton';
import { EmptyState } from '../components/EmptyState';
import { Failure } from '../components/Failure';
import { plural } from '../components/numbers';
import { Panel } from '../components/Panel';
import { useAssetHref } from '../components/useAssetHref';
import { NewestCheck } from './conflicts/NewestCheck';
import { DeclarationsTable } from './DeclarationsTable';
import { PlanLink } from './plan/PlanLink';
import { OtherEntriesTable } from './OtherEntriesTable';
import { PublishForm } from './PublishForm';
import { RowEntriesTable } from './RowEntriesTable';
import type { Basket } from './useBasket';
import styles from './changes.module.css';

const KINDS: Readonly<Record<ProposalEntry['kind'], (n: number) => string>> = {
  relabel: n => `${n} relabelled`,
  exclude: n => `${n} left out`,
  keep: n => `${n} kept`,
  cell: n => plural(n, 'cell edited', 'cells edited'),
  restore: n => `${n} restored`,
  add: n => `${n} added`,
  move: n => `${n} moved`,
  manifest: n => plural(n, 'field of the manifest', 'fields of the manifest'),
  card: n => plural(n, 'section of the card', 'sections of the card'),
  waiver: n => plural(n, 'waiver'),
  cohort: n => plural(n, 'cohort'),
  gate: n => plural(n, 'gate'),
  collect: n => plural(n, 'request for rows', 'requests for rows'),
  augmentation: n => plural(n, 'augmentation'),
};

/** "24 decisions in your basket: 20 relabelled, 3 kept, 1 cohort". */
function basketFinding(entries: readonly ProposalEntry[]): string {
  if (entries.length === 0) return 'Your basket is empty';
  const parts = (Object.keys(KINDS) as ProposalEntry['kind'][])
    .map(
      kind =>
        [kind, entries.filter(entry => entry.kind === kind).length] as const,
    )
    .filter(([, found]) => found > 0)
    .map(([kind, found]) => KINDS[kind](found));
  return `${plural(entries.length, 'decision')} in your basket: ${parts.join(
    ', ',
  )}`;
}

/** Where another person may look at the basket. */
function linkTo(basket: string): string {
  const params = writeAddress(new URLSearchParams(), { params: { basket } });
  return `${window.location.origin}${window.location.pathname}?${params}`;
}

/** What the caller decided and has not yet proposed. */
export function BasketPanel(props: { asset: AssetDetail; basket: Basket }) {
  const { asset, basket } = props;
  const { entries, draft, error } = basket;
  const href = useAssetHref();
  const rows = entries.filter(isRowEntry);
  const others = entries.filter(
    entry => isRowChangeEntry(entry) || isTextEntry(entry),
  );
  const declared = entries.filter(
    entry => isDeclarationEntry(entry) || isAugmentationEntry(entry),
  );
  const publishing = draft?.state === 'publishing';
  const listed =
    basket.answer.state === 'ready' ? basket.answer.value.items : [];
  const open = listed.filter(
    ({ state, author }) => state === 'open' && author === draft?.author,
  );
  return (
    <Panel
      title={
        publishing
          ? `Proposing ${plural(entries.length, 'decision')} on ${asset.title}`
          : basketFinding(entries)
      }
      note={`${asset.kind === 'dataset' ? 'Data set' : 'Model'} ${
        asset.title
      }. Nothing changes in git until a pull request is opened and merged.`}
      actions={
        <span className={styles.actions}>
          <span role="status">{basket.saving ? 'Saving' : ''}</span>
          {draft && entries.length > 0 ? (
            <CopyButton text={linkTo(draft.id)}>Copy link to share</CopyButton>
          ) : null}
          {basket.canUndo ? (
            <Button
              size="small"
              variant="secondary"
              onPress={() => basket.undo()}
            >
              Undo last change
            </Button>
          ) : null}
          {entries.length > 0 && !publishing ? (
            <PlanLink asset={asset} plan="basket">
              Plan: what it would do
            </PlanLink>
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
          Decisions on rows, edits of cells, new rows, and cohorts kept from the
          Errors tab of a model, gather here until you propose them as one pull
          request.
        </EmptyState>
      ) : (
        <>
          {declared.length > 0 ? (
            <DeclarationsTable
              entries={declared}
              basket={publishing ? undefined : basket}
            />
          ) : null}
          {others.length > 0 ? (
            <OtherEntriesTable
              entries={others}
              name="Changes in your basket"
              basket={publishing ? undefined : basket}
            />
          ) : null}
          {rows.length > 0 ? (
            <RowEntriesTable
              asset={asset}
              entries={rows}
              versionId={draft?.baseVersionId ?? asset.version?.id ?? ''}
              basket={publishing ? undefined : basket}
            />
          ) : null}
        </>
      )}
      {draft && !publishing && entries.some(isOfRows) ? (
        <NewestCheck
          key={`newest ${draft.id}`}
          asset={asset}
          draft={draft}
          onSettled={basket.answer.refetch}
        />
      ) : null}
      {draft && entries.length > 0 ? (
        <PublishForm
          key={draft.id}
          asset={asset}
          draft={draft}
          entries={entries}
          open={open}
          saving={basket.saving}
          onPublished={basket.answer.refetch}
        />
      ) : null}
    </Panel>
  );
}

/** What the newest version may have its own word on. */
function isOfRows(entry: ProposalEntry): boolean {
  return isRowEntry(entry) || isRowChangeEntry(entry);
}
