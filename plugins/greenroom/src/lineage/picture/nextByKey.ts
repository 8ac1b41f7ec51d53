import type { Ends } from '../graph/connected';
import type { Box } from '../layout/layOut';

/** What can take the focus, and where it stands. */
export type Place = { readonly id: string; readonly box: Box };

/**
 * Where the focus goes by a key: right and left along the edges to the nearest
 * end, up and down within the layer, Home and End to the first and the last.
 * Where nothing is that way it goes nowhere.
 */
export function nextByKey(
  key: string,
  current: string,
  places: readonly Place[],
  edges: readonly Ends[],
): string | undefined {
  const here = places.find(({ id }) => id === current);
  if (!here) return undefined;
  const nearest = (ids: readonly string[]) =>
    closest(
      places.filter(({ id }) => id !== current && ids.includes(id)),
      here.box,
    );
  switch (key) {
    case 'ArrowRight':
      return nearest(edges.flatMap(e => (e.from === current ? [e.to] : [])));
    case 'ArrowLeft':
      return nearest(edges.flatMap(e => (e.to === current ? [e.from] : [])));
    case 'ArrowUp':
      return closest(
        places.filter(({ box }) => box.x === here.box.x && box.y < here.box.y),
        here.box,
      );
    case 'ArrowDown':
      return closest(
        places.filter(({ box }) => box.x === here.box.x && box.y > here.box.y),
        here.box,
      );
    case 'Home':
      return inReadingOrder(places)[0]?.id;
    case 'End':
      return inReadingOrder(places).at(-1)?.id;
    default:
      return undefined;
  }
}

/** Layer by layer, from top to bottom. */
export function inReadingOrder(places: readonly Place[]): Place[] {
  return [...places].sort((a, b) => a.box.x - b.box.x || a.box.y - b.box.y);
}

function closest(places: readonly Place[], { y }: Box): string | undefined {
  const far = (place: Place) => Math.abs(place.box.y - y);
  return places.reduce<Place | undefined>(
    (best, each) => (best && far(best) <= far(each) ? best : each),
    undefined,
  )?.id;
}
