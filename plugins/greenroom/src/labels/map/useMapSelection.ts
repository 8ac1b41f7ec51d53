import { useMemo } from 'react';
import type { LabelMap } from '@greenroom/backstage-plugin-greenroom-common';
import { useAddress } from '../../components/useAddress';
import { readSelection } from '../../components/useSelection';
import { type Area, isInside, readArea, writeArea } from './area';

/**
 * The rows chosen on the map, kept in the address bar: those inside the area
 * that was drawn, but each key of the filter the other way round.
 */
export function useMapSelection(points: LabelMap['points']) {
  const [params, goTo] = useAddress();
  const area = useMemo(() => readArea(params.get('area')), [params]);
  const turned = useMemo(
    () => readSelection(params).filter.keys ?? [],
    [params],
  );
  const selected = useMemo(() => {
    const isTurned = new Set(turned);
    return points.filter(
      point =>
        (area !== undefined && isInside(area, point)) !==
        isTurned.has(point.key),
    );
  }, [points, area, turned]);
  const turn = (keys: readonly string[]) => {
    const next = new Set(turned);
    for (const key of keys) if (!next.delete(key)) next.add(key);
    goTo({ selection: { filter: { keys: [...next] } } }, { replace: true });
  };
  return {
    area,
    selected,
    /** Takes rows in, or out where they are in. */
    turn,
    draw: (drawn: Area) =>
      goTo({
        selection: { filter: {} },
        params: { area: writeArea(drawn), at: undefined },
      }),
    clear: () =>
      goTo({
        selection: { filter: {} },
        params: { area: undefined, at: undefined },
      }),
  };
}
