/** What is laid out as one: a node, or the opened members of an asset, one below the other. */
export type RankedBlock = {
  readonly id: string;
  /** Where its kind stands in the flow: sources 0, data 1 and so on. */
  readonly column: number;
};

/** A link between two different blocks, by their positions in the list. */
export type BlockLink = { readonly from: number; readonly to: number };

export type Ranks = {
  /** Of each block, from 0. */
  readonly layers: readonly number[];
  /** Of each link: whether it closes a cycle, and so goes against the flow. */
  readonly returns: readonly boolean[];
  /** The first layer of each column that has blocks. */
  readonly bases: ReadonlyMap<number, number>;
};

/**
 * A layer for each block, so that every link leads to a later layer but those
 * that close a cycle. A column begins after the longest chain of the one before
 * it, so that kinds stand apart; what comes from a later kind stands after that.
 */
export function rankBlocks(
  blocks: readonly RankedBlock[],
  links: readonly BlockLink[],
): Ranks {
  const { returns, order } = withoutCycles(blocks, links);
  const forward = links.filter((_, i) => !returns[i]);
  const into: number[][] = blocks.map(() => []);
  for (const { from, to } of forward) into[to].push(from);
  const longest = (
    least: (block: number) => number,
    counts: (from: number, to: number) => boolean,
  ) => {
    const layers = blocks.map((_, i) => least(i));
    for (const block of order)
      for (const from of into[block])
        if (counts(from, block))
          layers[block] = Math.max(layers[block], layers[from] + 1);
    return layers;
  };
  const depths = longest(
    () => 0,
    (from, to) => blocks[from].column === blocks[to].column,
  );
  const bases = new Map<number, number>();
  let base = 0;
  for (const column of [...new Set(blocks.map(each => each.column))].sort(
    (a, b) => a - b,
  )) {
    bases.set(column, base);
    const deepest = depths.filter((_, i) => blocks[i].column === column);
    base += 1 + Math.max(...deepest);
  }
  const layers = longest(
    block => bases.get(blocks[block].column)!,
    () => true,
  );
  return { layers, returns, bases };
}

/** Depth first from the earliest columns on; a link to where the walk is still under way closes a cycle. */
function withoutCycles(
  blocks: readonly RankedBlock[],
  links: readonly BlockLink[],
): { returns: boolean[]; order: number[] } {
  const out: number[][] = blocks.map(() => []);
  links.forEach(({ from }, link) => out[from].push(link));
  const returns = links.map(() => false);
  const state = blocks.map((): 'new' | 'open' | 'done' => 'new');
  const ended: number[] = [];
  const roots = blocks
    .map((_, i) => i)
    .sort((a, b) => blocks[a].column - blocks[b].column || a - b);
  for (const root of roots) {
    if (state[root] !== 'new') continue;
    state[root] = 'open';
    const calls = [{ block: root, next: 0 }];
    while (calls.length > 0) {
      const call = calls.at(-1)!;
      const link = out[call.block][call.next++];
      if (link === undefined) {
        state[call.block] = 'done';
        ended.push(call.block);
        calls.pop();
        continue;
      }
      const { to } = links[link];
      if (state[to] === 'open') returns[link] = true;
      if (state[to] !== 'new') continue;
      state[to] = 'open';
      calls.push({ block: to, next: 0 });
    }
  }
  return { returns, order: ended.reverse() };
}
