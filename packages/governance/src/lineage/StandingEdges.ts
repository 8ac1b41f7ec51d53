import type { LineageEdge } from './LineageEdge';
import type { LineageNode } from './LineageNode';
import type { Said } from './statedBy';

/**
 * What versions state over a history: an edge begins with the commit that first
 * states it, and ends with the one that no longer does of the same version.
 */
export class StandingEdges {
  readonly #ended: LineageEdge[] = [];
  /** What each version states now, by what is said. */
  readonly #standing = new Map<string, Map<string, LineageEdge>>();

  /** To be called commit by commit, oldest first. */
  state(
    node: LineageNode,
    says: readonly Said[],
    where: {
      readonly origin: string;
      readonly commit: string;
      /** Milliseconds since 1970. */
      readonly time: number;
    },
  ): void {
    const { origin, commit, time } = where;
    const before = this.#standing.get(node.id) ?? new Map();
    const now = new Map<string, LineageEdge>(
      says.map(said => [
        keyOf(said),
        before.get(keyOf(said)) ?? {
          kind: said.kind,
          from: said.from.id,
          to: said.to.id,
          origin: said.origin ?? origin,
          commit,
          since: time,
        },
      ]),
    );
    this.#standing.set(node.id, now);
    for (const [key, edge] of before)
      if (!now.has(key)) this.#ended.push({ ...edge, until: time });
  }

  /** Those that ended first. */
  edges(): LineageEdge[] {
    const standing = [...this.#standing.values()];
    return [...this.#ended, ...standing.flatMap(each => [...each.values()])];
  }
}

function keyOf({ kind, from, to }: Said): string {
  return JSON.stringify([kind, from.id, to.id]);
}
