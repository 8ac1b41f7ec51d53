import { Link } from 'react-router-dom';
import { Button } from '@backstage/ui';
import {
  type AssetDetail,
  isDeclarationEntry,
  isRowEntry,
  type ProposalEntry,
} from '@greenroom/backstage-plugin-greenroom-common';
import { EmptyState } from '../components/EmptyState';
import { Failure } from '../components/Failure';
import { plural } from '../components/numbers';
import { Panel } from '../components/Panel';
import { useAssetHref } from '../components/useAssetHref';
import { DeclarationsTable } from './DeclarationsTable';
import { PublishForm } from './PublishForm';
import { RowEntriesTable } from './RowEntriesTable';
import type { Basket } from './useBasket';
import styles from './changes.module.css';

const KINDS: Readonly<Record<ProposalEntry['kind'], (n: number) => string>> = {
  relabel: n => `${n} relabelled`,
  exclude: n => `${n} left out`,
  keep: n => `${n} kept`,
  cohort: n => plural(n, 'cohort'),
  gate: n => plural(n, 'gate'),
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

/** What the caller decided and has not yet proposed. */
export function BasketPanel(props: { asset: AssetDetail; basket: Basket }) {
  const { asset, basket } = props;
  const { entries, draft, error } = basket;
  const href = useAssetHref();
  const rows = entries.filter(isRowEntry);
  const declared = entries.filter(isDeclarationEntry);
  const publishing = draft?.state === 'publishing';
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
          Decisions on rows, and cohorts kept from the Errors tab of a model,
          gather here until you propose them as one pull request.
        </EmptyState>
      ) : (
        <>
          {declared.length > 0 ? (
            <DeclarationsTable
              entries={declared}
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
