import {
  EDGE_KINDS,
  type EdgeKind,
} from '@greenroom/backstage-plugin-greenroom-common';

/** All that is stated of one kind between two groups. */
export type EdgeBetween<Group> = {
  readonly from: Group;
  readonly to: Group;
  readonly kind: EdgeKind;
  /** Edges that it stands for. */
  readonly members: number;
  /** Number of the first of them. */
  readonly first: number;
};

/** Nodes in groups that are numbered from 0. */
export type Grouping<Group> = {
  readonly groups: readonly Group[];
  /** Place among them; undefined of a node that is in none. */
  placeOf(node: number): number | undefined;
};

type Ends = {
  readonly number: number;
  readonly from: number;
  readonly to: number;
  readonly kind: number;
};
type See = (from: number, to: number, kind: number, number: number) => void;

/**
 * Edges between groups, one for each two and kind; those inside a group, and of
 * nodes that are in none, are left out.
 *
 * @param eachEdge - hands over one edge after the other
 */
export function edgesBetween<Group>(
  eachEdge: (see: See) => void,
  { groups, placeOf }: Grouping<Group>,
): EdgeBetween<Group>[] {
  type Counted = { readonly first: number; members: number };
  const kinds = EDGE_KINDS.length;
  const byStart: (Map<number, Counted> | undefined)[] = [];
  eachEdge((from, to, kind, number) => {
    const [start, end] = [placeOf(from), placeOf(to)];
    if (start === undefined || end === undefined || start === end) return;
    const found = (byStart[start] ??= new Map());
    const key = end * kinds + kind;
    const known = found.get(key);
    if (known) known.members++;
    else found.set(key, { first: number, members: 1 });
  });
  return byStart.flatMap((found, start) =>
    Array.from(found ?? [], ([key, counted]) => ({
      from: groups[start],
      to: groups[Math.floor(key / kinds)],
      kind: EDGE_KINDS[key % kinds],
      ...counted,
    })),
  );
}

/** For edges that are at hand as such. */
export function each(edges: Iterable<Ends>): (see: See) => void {
  return see => {
    for (const { from, to, kind, number } of edges) see(from, to, kind, number);
  };
}
