import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useApi } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import type {
  AssetDetail,
  LabelQuality,
  ProposalEntry,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../../api';
import { useBasket } from '../../changes/useBasket';
import { EmptyState } from '../../components/EmptyState';
import { count } from '../../components/numbers';
import { Pager } from '../../components/Pager';
import { Panel } from '../../components/Panel';
import { ThumbnailsProvider } from '../../components/Thumbnail';
import { useAnswer } from '../../components/useAnswer';
import { BasketBar } from './BasketBar';
import { IssuesList } from '../grid/IssuesList';
import { Resolver } from './Resolver';
import styles from '../labels.module.css';

/** The doubtful rows of this page: one by one or as a grid; both fill the basket. */
export function ResolverQueue(props: {
  asset: AssetDetail;
  quality: LabelQuality;
  offset: number;
  limit: number;
  view: 'resolver' | 'grid';
}) {
  const { asset, quality, offset, limit, view } = props;
  const api = useApi(greenroomApiRef);
  const [params, setParams] = useSearchParams();
  const basket = useBasket(asset.id);
  const [later, setLater] = useState<readonly string[]>([]);
  const mayDecide = asset.allowed.includes('propose');
  const mayRead = asset.allowed.includes('readRows');
  const picture =
    mayRead && asset.columns?.some(column => column.role === 'image') === true;
  const set = (changes: Record<string, string | undefined>, replace = false) =>
    setParams(
      before => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries(changes)) {
          if (value === undefined) next.delete(name);
          else next.set(name, value);
        }
        return next;
      },
      { replace },
    );

  const issues = quality.items;
  const keys = issues.map(issue => issue.key);
  const rows = useAnswer(
    () =>
      api.getRows({
        versionId: quality.datasetVersionId,
        filter: { keys },
        limit: keys.length,
      }),
    [api, quality.datasetVersionId, keys.join('\n')],
  );
  const decided = useMemo(
    () => new Map(basket.entries.map(entry => [entry.key, entry])),
    [basket.entries],
  );
  const left = issues.filter(issue => !decided.has(issue.key)).length;

  // What was put off comes last, in the order in which it was put off.
  const order = [
    ...keys.filter(key => !later.includes(key)),
    ...later.filter(key => keys.includes(key)),
  ];
  const asked = params.get('row') ?? undefined;
  const current =
    asked !== undefined && keys.includes(asked)
      ? asked
      : order.find(key => !decided.has(key)) ?? order[0];
  const issue = issues.find(each => each.key === current);

  const step = (by: 1 | -1) => {
    const at = order.indexOf(current) + by;
    if (order[at] !== undefined) set({ row: order[at] }, true);
    else if (at < 0 && offset > 0)
      set({ at: String(Math.max(0, offset - limit)), row: undefined });
    else if (at > 0 && offset + issues.length < quality.total)
      set({ at: String(offset + limit), row: undefined });
  };
  const decide = (entry: ProposalEntry) => {
    basket.put([entry]);
    const at = order.indexOf(entry.key);
    const open = (key: string) => key !== entry.key && !decided.has(key);
    const next =
      order.slice(at + 1).find(open) ?? order.slice(0, at).find(open);
    if (next !== undefined) set({ row: next }, true);
    else if (offset + issues.length < quality.total)
      set({ at: String(offset + limit), row: undefined });
    else set({ row: entry.key }, true);
  };
  const undo = () => {
    const undone = basket.undo().find(key => keys.includes(key));
    if (undone !== undefined) set({ row: undone }, true);
  };
  const postpone = () => {
    const next = order[order.indexOf(current) + 1] ?? order[0];
    setLater(before => [...before.filter(key => key !== current), current]);
    set({ row: next }, true);
  };
  const filtered =
    params.has('given') || params.has('suggested') || params.has('split');

  const filterNote = params.has('given')
    ? `Only rows given ${params.get('given')} that look like ${params.get(
        'suggested',
      )}.`
    : undefined;
  return (
    <Panel
      title={
        left === 0 && issues.length > 0
          ? `All ${count(issues.length)} doubtful rows here are decided`
          : `${count(left)} of ${count(
              issues.length,
            )} doubtful rows here are left to decide`
      }
      note={filterNote}
      actions={
        <div className={styles.actions}>
          {filtered ? (
            <Button
              size="small"
              variant="secondary"
              onPress={() =>
                set({
                  given: undefined,
                  suggested: undefined,
                  split: undefined,
                  at: undefined,
                })
              }
            >
              Show all
            </Button>
          ) : null}
        </div>
      }
    >
      {mayDecide ? (
        <BasketBar asset={asset} basket={basket} onUndo={undo} />
      ) : null}
      {issue === undefined ? (
        <EmptyState title="Nothing to decide here">
          {filtered
            ? 'No doubtful row passes this filter; show all to see the others.'
            : 'No label of this version looks wrong.'}
        </EmptyState>
      ) : (
        <ThumbnailsProvider versionId={quality.datasetVersionId}>
          {view === 'grid' ? (
            <IssuesList
              issues={issues}
              decided={decided}
              pictures={picture}
              mayDecide={mayDecide}
              onDecide={basket.put}
              onOpen={key => set({ view: 'resolver', row: key })}
            />
          ) : (
            <Resolver
              issue={issue}
              entry={decided.get(issue.key)}
              classes={asset.classes ?? []}
              rows={rows}
              picture={picture}
              mayDecide={mayDecide}
              onDecide={decide}
              onStep={step}
              onLater={postpone}
              onUndo={undo}
            />
          )}
        </ThumbnailsProvider>
      )}
      <Pager
        offset={offset}
        limit={limit}
        total={quality.total}
        what="doubtful rows"
        onMove={to =>
          set({ at: to === 0 ? undefined : String(to), row: undefined })
        }
      />
    </Panel>
  );
}
