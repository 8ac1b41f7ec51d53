/** What an edge says of its two ends. Data flows along an edge: from what was there to what came of it. */
export const EDGE_KINDS = [
  'declared in',
  'derived from',
  'merged into',
  'augmented from',
  'labelled by',
  'trained on',
  'fine-tuned from',
  'evaluated on',
  'run of',
  'approved by',
  'deployed as',
] as const;
export type EdgeKind = (typeof EDGE_KINDS)[number];

export type LineageEdge = {
  /** Ids of nodes: versions, runs, deployments, people. */
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
  /** Who says so: a manifest, a card, a run, a pull request. */
  readonly origin: string;
  /** The commit that states it. */
  readonly commit?: string;
  /** Milliseconds since 1970 from which it is stated, and from which no longer. */
  readonly since?: number;
  readonly until?: number;
};
