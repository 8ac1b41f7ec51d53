import { useEffect, useRef, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import type {
  AssetDetail,
  BasketCheck,
  Proposal,
  Settlements,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../../api';
import { Failure } from '../../components/Failure';
import { plural } from '../../components/numbers';
import { Panel } from '../../components/Panel';
import { Conflicts } from './Conflicts';
import styles from '../changes.module.css';

/** "3 of 5 entries are upstream already, so the proposal shrinks to 2." */
export function checkFinding({
  entries,
  upstream,
  givenUp,
  conflicts,
}: BasketCheck): string {
  const left = entries - upstream.length - givenUp.length;
  const shrinks = [
    ...(upstream.length > 0
      ? [`${upstream.length} of ${entries} are upstream already`]
      : []),
    ...(givenUp.length > 0
      ? [`${givenUp.length} of ${entries} you gave up for what is there`]
      : []),
  ];
  const finding =
    shrinks.length > 0
      ? `${shrinks.join(', ')}: the proposal shrinks to ${left}.`
      : `${plural(entries, 'change')} of rows, none of them upstream yet.`;
  const asked =
    conflicts.length > 0
      ? `${plural(
          conflicts.length,
          'change meets',
          'changes meet',
        )} another one that was made there: choose below.`
      : 'Nothing is in conflict.';
  return `${finding} ${asked}`;
}

type State =
  | { readonly is: 'idle' | 'working' }
  | { readonly is: 'known'; readonly check: BasketCheck }
  | { readonly is: 'failed'; readonly error: Error };

/**
 * Holds the basket against the newest version: what is there already, and where
 * both have their own word. Asked by itself where publishing met something.
 */
export function NewestCheck(props: {
  asset: AssetDetail;
  draft: Proposal;
  /** The basket was changed. */
  onSettled: () => void;
}) {
  const { asset, draft, onSettled } = props;
  const api = useApi(greenroomApiRef);
  const [state, setState] = useState<State>({ is: 'idle' });
  const isThere = useRef(true);
  useEffect(() => {
    isThere.current = true;
    return () => {
      isThere.current = false;
    };
  }, []);

  const ask = async (before?: () => Promise<unknown>) => {
    setState({ is: 'working' });
    try {
      await before?.();
      const check = await api.checkBasket(draft.id);
      if (isThere.current) setState({ is: 'known', check });
    } catch (cause) {
      const error = cause instanceof Error ? cause : new Error(String(cause));
      if (isThere.current) setState({ is: 'failed', error });
    }
  };
  const settle = (settlements: Settlements['settlements']) =>
    ask(async () => {
      await api.settleBasket(draft.id, { settlements });
      onSettled();
    });

  // What was in the way is shown where it is mended.
  const refused = draft.error;
  const latest = useRef(ask);
  latest.current = ask;
  useEffect(() => {
    if (refused) latest.current();
  }, [refused]);

  return (
    <Panel
      level={3}
      title="Against the newest version"
      actions={
        <Button
          size="small"
          variant="secondary"
          isDisabled={state.is === 'working'}
          onPress={() => ask()}
        >
          Compare now
        </Button>
      }
    >
      <p role="status" className={styles.muted}>
        {state.is === 'idle'
          ? 'Cells that nobody else changed go in as they are. It is compared again when it is proposed.'
          : ''}
        {state.is === 'working' ? 'Comparing' : ''}
        {state.is === 'known'
          ? `${checkFinding(
              state.check,
            )} Compared with ${state.check.commit.slice(0, 7)}.`
          : ''}
      </p>
      {state.is === 'failed' ? (
        <Failure
          what="The basket could not be compared with the newest version."
          error={state.error}
          still="Your basket is kept."
          retry={() => ask()}
        />
      ) : null}
      {state.is === 'known' && state.check.conflicts.length > 0 ? (
        <Conflicts
          key={state.check.conflicts.map(({ id }) => id).join()}
          asset={asset}
          conflicts={state.check.conflicts}
          onSettle={settle}
        />
      ) : null}
    </Panel>
  );
}
