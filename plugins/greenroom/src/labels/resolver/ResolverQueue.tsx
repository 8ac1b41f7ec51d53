import { useEffect, useRef, useState } from 'react';
import type {
  AssetDetail,
  AssetVersion,
  LabelIssueFilter,
  LabelQuality,
} from '@greenroom/backstage-plugin-greenroom-common';
import { EmptyState } from '../../components/EmptyState';
import { Panel } from '../../components/Panel';
import { ThumbnailsProvider } from '../../components/Thumbnail';
import { useAddress } from '../../components/useAddress';
import { BasketBar } from '../decisions/BasketBar';
import { useDecisions } from '../decisions/useDecisions';
import { isOpen, type Word } from '../decisions/words';
import { Judged } from '../Judged';
import { nextOpen } from './queue';
import { progressWords, queueTitle } from './progressWords';
import { Resolver } from './Resolver';
import { type Queue, useQueue } from './useQueue';
import styles from '../labels.module.css';

type QueueProps = {
  asset: AssetDetail;
  version: AssetVersion;
  filter: LabelIssueFilter;
};

/** The rows of one filter, until none is left. What was decided is kept on the server. */
export function ResolverQueue(props: QueueProps) {
  const { asset, version, filter } = props;
  const [params] = useAddress();
  const [opened] = useState(() => params.get('row') ?? undefined);
  const queue = useQueue({ ...filter, versionId: version.id }, opened);
  return (
    <Judged asset={asset} answer={queue.answer}>
      {quality => <Rows {...props} quality={quality} queue={queue} />}
    </Judged>
  );
}

function Rows(props: QueueProps & { quality: LabelQuality; queue: Queue }) {
  const { asset, version, filter, quality, queue } = props;
  const { rows, total, hasMore, more, answer } = queue;
  const [params, goTo] = useAddress();
  const decisions = useDecisions({
    assetId: asset.id,
    versionId: version.id,
    rows: quality.items,
    onSaved: answer.refetch,
  });
  const mayDecide =
    asset.allowed.includes('propose') && asset.allowed.includes('readRows');
  const goToRow = (row: string | undefined) =>
    goTo({ params: { row } }, { replace: true });

  const keys = rows.map(({ key }) => key);
  const wordOf = (key: string) => {
    const row = rows.find(each => each.key === key);
    return decisions.wordOf({ key, decision: row?.issues[0].decision });
  };
  // In the queues of what is put off or decided, all rows wait to be looked at.
  const waits = (key: string) =>
    filter.decided === 'open' ? isOpen(wordOf(key)) : true;
  const asked = params.get('row') ?? undefined;
  const current =
    asked !== undefined && keys.includes(asked)
      ? asked
      : nextOpen(keys, undefined, waits) ?? keys[keys.length - 1];
  const row = rows.find(({ key }) => key === current);
  const saved = quality.items.filter(
    ({ key, decision }) =>
      isOpen(decision) && !isOpen(decisions.wordOf({ key, decision })),
  ).length;
  const left = Math.max(0, total - (filter.decided === 'open' ? saved : 0));

  // Over the end: the row is known once it is there.
  const entering = useRef(false);
  useEffect(() => {
    const last = rows[rows.length - 1];
    if (entering.current && last) {
      entering.current = false;
      goTo(
        { params: { row: keys[keys.indexOf(current) + 1] ?? current } },
        { replace: true },
      );
    }
    // Only more rows mean that the step is done.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [rows.length]);
  const step = (by: 1 | -1) => {
    const next = keys[keys.indexOf(current) + by];
    if (next !== undefined) goToRow(next);
    else if (by === 1 && hasMore) {
      entering.current = true;
      more();
    }
  };
  const decide = (word: Word) => {
    decisions.decide(
      [word],
      [{ key: word.key, decision: row?.issues[0].decision }],
    );
    const next = nextOpen(
      keys,
      word.key,
      key => key !== word.key && waits(key),
    );
    if (next === undefined && hasMore) more();
    goToRow(next ?? word.key);
  };
  const undo = () => {
    const undone = decisions.undo().find(key => keys.includes(key));
    if (undone !== undefined) goToRow(undone);
  };
  return (
    <Panel
      title={queueTitle(left, filter.decided)}
      note={progressWords(quality.progress)}
    >
      {mayDecide ? (
        <BasketBar asset={asset} decisions={decisions} onUndo={undo} />
      ) : null}
      {row === undefined ? (
        <EmptyState title="Nothing to decide here">
          No row waits in this queue. Choose another queue above, or look at all
          rows in the grid.
        </EmptyState>
      ) : (
        <ThumbnailsProvider versionId={version.id}>
          {left === 0 && filter.decided === 'open' ? (
            <p role="status" className={styles.decided}>
              All rows of this queue are decided. Propose them under Changes, or
              choose another queue.
            </p>
          ) : null}
          <Resolver
            asset={asset}
            version={version}
            row={row}
            word={wordOf(row.key)}
            near={keys}
            mayDecide={mayDecide}
            onDecide={decide}
            onStep={step}
            onUndo={undo}
          />
        </ThumbnailsProvider>
      )}
    </Panel>
  );
}
