import type { SliceLevel } from './SliceLevel';

/**
 * Finds a slice of the last level by its members. A slice is known by its
 * parent (all members but the last) and its last member, so that a key is one
 * number however many members there are.
 */
export class LevelIndex {
  readonly #levels: Map<number, number>[] = [];

  constructor(private readonly singles: number) {}

  /** Adds the level after the last one; parents of its slices are in that. */
  add(level: SliceLevel): void {
    const index = new Map<number, number>();
    const { width } = level;
    for (let slice = 0; slice < level.count; slice++) {
      let parent = 0;
      for (let p = 0; p < width - 1; p++)
        parent = this.#child(p, parent, level.member(slice, p))!;
      index.set(parent * this.singles + level.last(slice), slice);
    }
    this.#levels.push(index);
  }

  /** The slice of these members, without the one at a position; undefined where it is not there. */
  find(members: Int32Array, without: number): number | undefined {
    let slice: number | undefined = 0;
    for (let p = 0, depth = 0; p < members.length; p++) {
      if (p === without) continue;
      slice = this.#child(depth++, slice, members[p]);
      if (slice === undefined) return undefined;
    }
    return slice;
  }

  #child(depth: number, parent: number, member: number): number | undefined {
    return this.#levels[depth].get(parent * this.singles + member);
  }
}
