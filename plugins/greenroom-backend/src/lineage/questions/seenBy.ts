import {
  EDGE_KINDS,
  type RowLineage,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { IndexedEdge } from '@greenroom/governance';
import type { Version } from '../../registry/Asset';
import type { Reach } from '../reach/LineageReach';

export type Saw = RowLineage['models'][number]['saw'];
export const SAW: readonly Saw[] = [
  'trained',
  'trained on a row made from it',
  'measured',
];

/** A version that has the row, or rows made from it. */
export type Holder = {
  readonly number: number;
  readonly version: Version;
  readonly hasRow: boolean;
  readonly split?: string;
  /** Split of each made row that is there. */
  readonly made: ReadonlyMap<string, string | undefined>;
};

export type Seen = { readonly saw: Saw; readonly way: readonly IndexedEdge[] };

/** @returns undefined where the row is in no split that the model saw by this edge */
export function sawOf(
  kind: string,
  model: Pick<Version, 'manifest'>,
  { hasRow, split, made }: Pick<Holder, 'hasRow' | 'split' | 'made'>,
): Saw | undefined {
  const { manifest } = model;
  if (manifest.kind !== 'Model') return undefined;
  if (kind === 'trained on') {
    const training = manifest.trainedOn?.split;
    // Where nobody says which split, all of it may have been seen.
    const isSeen = (of: string | undefined) =>
      training === undefined || of === undefined || of === training;
    if (hasRow && isSeen(split)) return 'trained';
    return [...made.values()].some(isSeen)
      ? 'trained on a row made from it'
      : undefined;
  }
  if (kind !== 'evaluated on' || !hasRow) return undefined;
  return (manifest.evaluations ?? []).some(
    evaluation => split === undefined || evaluation.split === split,
  )
    ? 'measured'
    : undefined;
}

/** A model that was tuned from one that saw the row saw it, too. */
export function tunedFrom(
  reach: Reach,
  model: number,
  { saw, way }: Seen,
  seen: Map<number, Seen>,
): void {
  for (const edge of reach.edges.edgesAt(model, 'downstream')) {
    if (EDGE_KINDS[edge.kind] !== 'fine-tuned from') continue;
    if (edge.until !== Infinity) continue;
    const next = { saw, way: [...way, edge] };
    if (keepStrongest(seen, edge.to, next))
      tunedFrom(reach, edge.to, next, seen);
  }
}

export function deployedFrom(
  reach: Reach,
  models: ReadonlyMap<number, Seen>,
): ReadonlyMap<number, Seen> {
  const found = new Map<number, Seen>();
  for (const [model, { saw, way }] of models)
    for (const edge of reach.edges.edgesAt(model, 'downstream'))
      if (EDGE_KINDS[edge.kind] === 'deployed as' && edge.until === Infinity)
        keepStrongest(found, edge.to, { saw, way: [...way, edge] });
  return found;
}

/** @returns whether it is news */
export function keepStrongest(
  seen: Map<number, Seen>,
  node: number,
  next: Seen,
): boolean {
  const known = seen.get(node);
  if (known && SAW.indexOf(known.saw) <= SAW.indexOf(next.saw)) return false;
  seen.set(node, next);
  return true;
}
