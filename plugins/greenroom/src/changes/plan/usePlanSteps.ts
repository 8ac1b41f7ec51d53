import { useApi } from '@backstage/core-plugin-api';
import type { MadePlan } from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../../api';
import { isRunning } from '../../components/JobProgress';
import { useAddress } from '../../components/useAddress';
import { useAnswer } from '../../components/useAnswer';
import { useChangesFilter } from '../../data/useChangesFilter';

/** So many changed rows are asked for at a time. */
export const PAGE_ROWS = 25;

/**
 * The changed row that the address bar stands at, among those that its filter
 * lets through: `of` names the data set, `at` counts from 0. Rows come a page
 * at a time, whatever their number.
 */
export function usePlanSteps({ id, rows }: MadePlan) {
  const api = useApi(greenroomApiRef);
  const [params, goTo] = useAddress();
  const { filter, sort, offset: at, setFilter, setSort } = useChangesFilter();
  const asset = rows.find(each => each.asset === params.get('of')) ?? rows[0];
  const offset = Math.floor(at / PAGE_ROWS) * PAGE_ROWS;
  const question = JSON.stringify([filter, sort, offset]);
  const answer = useAnswer(
    () =>
      api.getPlanRows({
        planId: id,
        asset: asset.asset,
        filter,
        sort,
        offset,
        limit: PAGE_ROWS,
      }),
    [api, id, asset.asset, question],
    {
      keep: true,
      settled: true,
      busy: ({ job }) => job !== undefined && isRunning(job),
    },
  );
  const go = (to: number) =>
    goTo(
      { params: { at: to === 0 ? undefined : String(to) } },
      { replace: true },
    );
  return {
    asset,
    choose: (name: string) => goTo({ params: { of: name, at: undefined } }),
    answer,
    filter,
    sort,
    setFilter,
    setSort,
    at,
    go,
    /** Stays where it is at either end. */
    step: (by: 1 | -1, total: number) =>
      go(Math.max(0, Math.min(total - 1, at + by))),
  };
}
