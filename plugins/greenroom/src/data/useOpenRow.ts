import { useEffect, useRef } from 'react';
import { readOffset, useAddress } from '../components/useAddress';

/** One row of one version. */
export type RowPlace = { key: string; versionId: string };

/**
 * The row that the address bar opens, and steps to the rows before and after it
 * in the list on the screen, over the edges of its page.
 */
export function useOpenRow(list: {
  /** The version of rows that do not say another. */
  versionId: string;
  rows: readonly RowPlace[];
  limit: number;
  total: number;
}) {
  const { versionId, rows, limit, total } = list;
  const [params, goTo] = useAddress();
  const offset = readOffset(params);
  const key = params.get('row');
  const row =
    key === null
      ? undefined
      : { key, versionId: params.get('rowOf') ?? versionId };
  const at = rows.findIndex(
    each => each.key === row?.key && each.versionId === row.versionId,
  );
  const open = (place: RowPlace, options?: { replace: true }) =>
    goTo(
      {
        params: {
          row: place.key,
          rowOf: place.versionId === versionId ? undefined : place.versionId,
        },
      },
      options,
    );

  // Over the edge of a page: the row is known once the page is there.
  const entering = useRef<'first' | 'last'>();
  const page = JSON.stringify(rows);
  useEffect(() => {
    const place = entering.current === 'last' ? rows[rows.length - 1] : rows[0];
    if (entering.current && place) open(place, { replace: true });
    entering.current = undefined;
    // Only another page means that the step is done.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [page]);
  const turn = (to: number, end: 'first' | 'last') => {
    entering.current = end;
    goTo({ params: { at: to === 0 ? undefined : String(to) } });
  };

  const step = (by: 1 | -1): (() => void) | undefined => {
    const next = rows[at + by];
    if (at === -1) return undefined;
    if (next) return () => open(next, { replace: true });
    if (by === 1 && offset + limit < total)
      return () => turn(offset + limit, 'first');
    if (by === -1 && offset > 0)
      return () => turn(Math.max(0, offset - limit), 'last');
    return undefined;
  };
  return {
    row,
    open: (place: RowPlace) => open(place),
    close: () => goTo({ params: { row: undefined, rowOf: undefined } }),
    previous: step(-1),
    next: step(1),
  };
}
