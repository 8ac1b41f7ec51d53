import {
  NODE_KINDS,
  type NodeKind,
} from '@greenroom/backstage-plugin-greenroom-common';

/** What walks ask of a node. */
export type NodeTraits = {
  /** Of what nodes are collapsed into: `group`. */
  readonly kind: NodeKind | 'group';
  /** Number of the node that it collapses into; 0 where there is none. */
  readonly group: number;
  readonly isNewest: boolean;
  /** Somebody declares it; otherwise others only name it. */
  readonly isDeclared: boolean;
};

const KIND_BITS = 0b0011_1111;
const DECLARED_BIT = 0b0100_0000;
const NEWEST_BIT = 0b1000_0000;

/** Traits of nodes by their numbers, five bytes a node. */
export class NodeTable {
  #bits: Uint8Array;
  #groups: Uint32Array;

  constructor(
    bits: Uint8Array = new Uint8Array(0),
    groups: Uint32Array = new Uint32Array(0),
  ) {
    this.#bits = bits;
    this.#groups = groups;
  }

  put(node: number, { kind, group, isNewest, isDeclared }: NodeTraits): void {
    if (node >= this.#bits.length) {
      const length = Math.max(node + 1, this.#bits.length * 2);
      const [bits, groups] = [new Uint8Array(length), new Uint32Array(length)];
      bits.set(this.#bits);
      groups.set(this.#groups);
      [this.#bits, this.#groups] = [bits, groups];
    }
    this.#bits[node] =
      (kind === 'group' ? 0 : NODE_KINDS.indexOf(kind) + 1) |
      (isDeclared ? DECLARED_BIT : 0) |
      (isNewest ? NEWEST_BIT : 0);
    this.#groups[node] = group;
  }

  /** Undefined of groups, and of numbers there is no node of. */
  kindOf(node: number): NodeKind | undefined {
    return NODE_KINDS[((this.#bits[node] ?? 0) & KIND_BITS) - 1];
  }

  isNewest(node: number): boolean {
    return ((this.#bits[node] ?? 0) & NEWEST_BIT) !== 0;
  }

  isDeclared(node: number): boolean {
    return ((this.#bits[node] ?? 0) & DECLARED_BIT) !== 0;
  }

  /** Number of the node that it collapses into; itself where there is none. */
  groupOf(node: number): number {
    return this.#groups[node] || node;
  }

  /** Numbers up to the highest; there need not be a node of each. */
  get length(): number {
    return this.#bits.length;
  }

  columns(): { readonly bits: Uint8Array; readonly groups: Uint32Array } {
    return { bits: this.#bits, groups: this.#groups };
  }
}
