import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import {
  type AssetDetail,
  isAugmentationEntry,
  isDeclarationEntry,
  isRowChangeEntry,
  isRowEntry,
  isTextEntry,
  type Proposal,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Answered } from '../components/Answered';
import { Failure } from '../components/Failure';
import { plural } from '../components/numbers';
import { Panel } from '../components/Panel';
import { useAnswer } from '../components/useAnswer';
import { DeclarationsTable } from './DeclarationsTable';
import { OtherEntriesTable } from './OtherEntriesTable';
import { RowEntriesTable } from './RowEntriesTable';
import styles from './changes.module.css';

/** As many go in one request. */
const KEYS_AT_ONCE = 500;

/** Somebody's basket by its link: to look at, and to take entries from. */
export function SharedBasket(props: {
  asset: AssetDetail;
  proposalId: string;
  onTaken: () => void;
}) {
  const { asset, proposalId, onTaken } = props;
  const api = useApi(greenroomApiRef);
  const answer = useAnswer(
    () => api.getProposal(proposalId),
    [api, proposalId],
  );
  return (
    <Answered answer={answer} what="the basket of this link">
      {basket => <Entries asset={asset} basket={basket} onTaken={onTaken} />}
    </Answered>
  );
}

function Entries(props: {
  asset: AssetDetail;
  basket: Proposal;
  onTaken: () => void;
}) {
  const { asset, basket, onTaken } = props;
  const { entries } = basket;
  const api = useApi(greenroomApiRef);
  const [error, setError] = useState<Error>();
  const [isTaking, setTaking] = useState(false);
  const take = async (keys: readonly string[]) => {
    setTaking(true);
    setError(undefined);
    try {
      for (let at = 0; at < keys.length; at += KEYS_AT_ONCE)
        await api.takeEntries(asset.id, basket.id, [
          ...keys.slice(at, at + KEYS_AT_ONCE),
        ]);
      onTaken();
    } catch (cause) {
      setError(cause instanceof Error ? cause : new Error(String(cause)));
    }
    setTaking(false);
  };
  const rows = entries.filter(isRowEntry);
  const declared = entries.filter(
    entry => isDeclarationEntry(entry) || isAugmentationEntry(entry),
  );
  const others = entries.filter(
    entry => isRowChangeEntry(entry) || isTextEntry(entry),
  );
  const mayTake = asset.allowed.includes('propose') && entries.length > 0;
  const action = mayTake
    ? ({ key }: { key: string }, of: string) => (
        <Button
          size="small"
          variant="secondary"
          isDisabled={isTaking}
          aria-label={`Take ${of} into my basket`}
          onPress={() => take([key])}
        >
          Take
        </Button>
      )
    : undefined;
  return (
    <Panel
      title={`${plural(entries.length, 'change')} in the basket of ${
        basket.author
      }`}
      note="You look at somebody else's basket. What you take goes into your own; theirs stays as it is."
      actions={
        mayTake ? (
          <Button
            size="small"
            variant="secondary"
            isDisabled={isTaking}
            onPress={() => take(entries.map(({ key }) => key))}
          >
            Take all into my basket
          </Button>
        ) : undefined
      }
    >
      {error ? (
        <Failure
          what="They did not go into your basket."
          error={error}
          still="Both baskets are as they were."
        />
      ) : null}
      <div className={styles.tab}>
        {declared.length > 0 ? (
          <DeclarationsTable entries={declared} action={action} />
        ) : null}
        {others.length > 0 ? (
          <OtherEntriesTable
            entries={others}
            name="Changes in this basket"
            action={action}
          />
        ) : null}
        {rows.length > 0 ? (
          <RowEntriesTable
            asset={asset}
            entries={rows}
            versionId={basket.baseVersionId}
            action={action}
          />
        ) : null}
      </div>
    </Panel>
  );
}
