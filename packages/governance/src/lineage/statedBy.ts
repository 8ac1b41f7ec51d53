import {
  datasetLinks,
  type Manifest,
  type ModelManifest,
  type TrainingPin,
} from '@greenroom/manifest';
import type { EdgeKind } from './LineageEdge';
import { deploymentNode, type LineageNode, nodeOf } from './LineageNode';

/** Of versions of one asset, oldest first; undefined where there is none. */
type NewestOf = (versions: readonly LineageNode[]) => LineageNode | undefined;

/** An edge as a manifest states it. */
export type Said = {
  readonly kind: EdgeKind;
  readonly from: LineageNode;
  readonly to: LineageNode;
  /** Where it is not said in the manifest itself: `dvc.lock`. */
  readonly origin?: string;
};

/**
 * What one manifest says of where its version comes from, is measured on and
 * goes. A data set is taken for the version that is pinned, by its number or its
 * commit; unpinned for the newest there was.
 *
 * @param versionsOf - versions of an asset (`dataset:digits`), oldest first
 * @param newestOf - the one that is meant where none is pinned
 */
export function statedBy(
  manifest: Manifest,
  node: LineageNode,
  versionsOf: (asset: string) => readonly LineageNode[],
  newestOf: NewestOf = versions => versions.at(-1),
): Said[] {
  const says = (kind: EdgeKind, from: readonly LineageNode[]): Said[] =>
    from.map(each => ({ kind, from: each, to: node }));
  const dataset = (link: DatasetPin) => pinned(link, versionsOf, newestOf);
  if (manifest.kind === 'Dataset')
    return says(
      'derived from',
      (manifest.sourceDatasets ?? []).map(name => dataset({ dataset: name })),
    );
  const evaluated = new Set(
    (manifest.evaluations ?? []).map(each => each.dataset),
  );
  return [
    ...says('trained on', trainingOf(manifest).map(dataset)),
    ...pinsBeside(manifest).map(
      (pin): Said => ({
        kind: 'trained on',
        from:
          pin.dataset === undefined
            ? nodeOf('dataset', pin.path)
            : dataset({ ...pin, dataset: pin.dataset }),
        to: node,
        origin: pin.origin.path,
      }),
    ),
    ...says(
      'fine-tuned from',
      (manifest.baseModels ?? []).map(name => {
        const base = nodeOf('model', name);
        return newestOf(versionsOf(base.id)) ?? base;
      }),
    ),
    ...says(
      'evaluated on',
      [...evaluated].map(name => dataset({ dataset: name })),
    ),
    ...(manifest.deployments ?? []).map(
      (deployment): Said => ({
        kind: 'deployed as',
        from: node,
        to: deploymentNode(deployment),
      }),
    ),
  ];
}

type DatasetPin = {
  readonly dataset: string;
  readonly version?: string;
  readonly revision?: string;
};

function trainingOf(manifest: ModelManifest): DatasetPin[] {
  return manifest.trainedOn
    ? [manifest.trainedOn]
    : datasetLinks({ ...manifest, evaluations: undefined });
}

/** What a lock file pins as training data, where the manifest itself names none, or another. */
function pinsBeside(
  manifest: ModelManifest,
): (TrainingPin & { readonly path: string })[] {
  const named = new Set(trainingOf(manifest).map(({ dataset }) => dataset));
  return (manifest.trainingPins ?? []).flatMap(pin => {
    const path = pin.path ?? pin.dataset;
    const isSaid =
      pin.dataset === undefined ? named.size > 0 : named.has(pin.dataset);
    return path === undefined || isSaid ? [] : [{ ...pin, path }];
  });
}

function pinned(
  { dataset, version, revision }: DatasetPin,
  versionsOf: (asset: string) => readonly LineageNode[],
  newestOf: NewestOf,
): LineageNode {
  const named = nodeOf('dataset', dataset, version);
  const known = versionsOf(nodeOf('dataset', dataset).id);
  if (version !== undefined)
    return known.findLast(each => each.version === version) ?? named;
  if (revision === undefined) return newestOf(known) ?? named;
  return (
    known.find(
      ({ commit, commits }) =>
        commit === revision || commits?.includes(revision),
    ) ?? nodeOf('dataset', dataset, revision)
  );
}
