/** A link between things in neighbouring layers, by their numbers. */
export type NeighbourLink = { readonly from: number; readonly to: number };

/** To the right and back; after so many, orders of graphs of this size hardly change. */
const SWEEPS = 8;

/**
 * Orders within layers so that links cross little: each thing goes where those
 * that it is linked with stand on average (barycentre heuristic; Sugiyama,
 * Tagawa and Toda 1981), layer by layer, to the right and back. What is linked
 * with nothing keeps its place, and ties keep the order that was given.
 *
 * @param layers - numbers of things, layer by layer
 */
export function orderLayers(
  layers: readonly (readonly number[])[],
  links: readonly NeighbourLink[],
): number[][] {
  const before = new Map<number, number[]>();
  const after = new Map<number, number[]>();
  for (const { from, to } of links) {
    push(after, from, to);
    push(before, to, from);
  }
  const ordered = layers.map(layer => [...layer]);
  const places = new Map<number, number>();
  const note = (layer: readonly number[]) =>
    layer.forEach((thing, place) => places.set(thing, place));
  ordered.forEach(note);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const right = sweep % 2 === 0;
    const neighbours = right ? before : after;
    for (let step = 1; step < ordered.length; step++) {
      const at = right ? step : ordered.length - 1 - step;
      const wanted = new Map(
        ordered[at].map((thing, place) => [
          thing,
          mean(neighbours.get(thing) ?? [], places) ?? place,
        ]),
      );
      ordered[at].sort((a, b) => wanted.get(a)! - wanted.get(b)!);
      note(ordered[at]);
    }
  }
  return ordered;
}

function push(to: Map<number, number[]>, key: number, value: number) {
  const list = to.get(key);
  if (list) list.push(value);
  else to.set(key, [value]);
}

function mean(
  things: readonly number[],
  places: ReadonlyMap<number, number>,
): number | undefined {
  if (things.length === 0) return undefined;
  return (
    things.reduce((sum, thing) => sum + places.get(thing)!, 0) / things.length
  );
}
