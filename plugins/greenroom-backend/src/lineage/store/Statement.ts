import type {
  EdgeKind,
  LineageProblemKind,
  NodeKind,
} from '@greenroom/backstage-plugin-greenroom-common';

/** What is shown of a node. */
export type NodeDetails = {
  readonly title: string;
  readonly subtitle?: string;
  readonly assetId?: string;
  readonly versionId?: string;
  readonly commit?: string;
  readonly url?: string;
  /** Milliseconds since 1970. */
  readonly since?: number;
  readonly problem?: LineageProblemKind;
};

export type StatedNode = NodeDetails & {
  readonly id: string;
  readonly kind: NodeKind;
  /** Nodes of one group can be shown as one: `asset:…`. */
  readonly group?: string;
  /** The newest version of its asset. */
  readonly isNewest?: boolean;
};

/** What is shown of an edge. */
export type EdgeDetails = {
  /** Who says so: the path of a manifest, a pull request, a person. */
  readonly origin: string;
  /** The commit that states it, and its place on the host. */
  readonly commit?: string;
  readonly url?: string;
  /** A recipe, a split, a number of rows. */
  readonly detail?: string;
  readonly problem?: LineageProblemKind;
};

export type StatedEdge = EdgeDetails & {
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
  /** Milliseconds since 1970 from which it is stated, and from which no longer. */
  readonly since?: number;
  readonly until?: number;
};

/** All that one scope says (an asset's history, a pull request, a review); it takes the place of what it said before. */
export type Statement = {
  readonly scope: string;
  /** That it declares. */
  readonly nodes: readonly StatedNode[];
  /** That it names, as they are where nobody declares them. */
  readonly named: readonly StatedNode[];
  readonly edges: readonly StatedEdge[];
};
