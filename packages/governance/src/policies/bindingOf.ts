import { datasetLinks, type Manifest } from '@greenroom/manifest';
import type { EdgeKind, LineageEdge } from '../lineage/LineageEdge';
import { LineageGraph } from '../lineage/LineageGraph';
import { declaredObligations } from '../obligations/declaredObligations';
import { obligationsOf } from '../obligations/obligationsOf';
import type { BindingFact } from './PolicyFacts';

/** A chain of data sets is some steps long. */
const MOST_ASSETS = 1_000;

/** What stands for a name that is not told. */
export const HIDDEN_NAME = 'An asset that you may not see';

/** An asset that something was made of, and how. */
export type Parent<Asset> = { readonly asset: Asset; readonly kind: EdgeKind };

type Made = { readonly id: string; readonly manifest: Manifest };

/** An asset with all that it was made of, as manifests say it, by id and in the order of their finding. */
export type Ancestry<Asset extends Made> = {
  readonly start: Asset;
  /** The asset itself is the first. */
  readonly known: ReadonlyMap<string, Asset>;
  readonly edges: readonly LineageEdge[];
};

/** @param parentsOf - what the manifest of an asset names, and is known */
export async function ancestryOf<Asset extends Made>(
  start: Asset,
  parentsOf: (asset: Asset) => Promise<readonly Parent<Asset>[]>,
): Promise<Ancestry<Asset>> {
  const known = new Map([[start.id, start]]);
  const edges: LineageEdge[] = [];
  // What is put into a map while it is gone through comes later.
  for (const asset of known.values())
    for (const { asset: parent, kind } of await parentsOf(asset)) {
      edges.push({
        ...{ from: parent.id, to: asset.id, kind },
        origin: asset.manifest.name,
      });
      if (known.size < MOST_ASSETS && !known.has(parent.id))
        known.set(parent.id, parent);
    }
  return { start, known, edges };
}

/** Ids of all that an asset was made of, as manifests say it; its own is not among them. */
export function ancestorsIn<Asset extends Made>({
  start,
  known,
}: Ancestry<Asset>): string[] {
  return [...known.keys()].filter(id => id !== start.id);
}

/**
 * What binds an asset: its own obligations, and those of what its manifest says
 * it was made of, and so on upwards, each along the edges by which its kind
 * flows.
 *
 * @param hidden - ids of those whose names are not told
 */
export function bindingOf<Asset extends Made>(
  { start, known, edges }: Ancestry<Asset>,
  hidden: ReadonlySet<string> = new Set(),
): BindingFact[] {
  const nameOf = (id: string) => {
    if (hidden.has(id)) return HIDDEN_NAME;
    const { name, version } = known.get(id)!.manifest;
    return version === undefined ? name : `${name} ${version}`;
  };
  return obligationsOf(new LineageGraph(edges), start.id, id => {
    const asset = known.get(id);
    return asset ? declaredObligations(asset.manifest) : [];
  }).map(({ obligation, declaredBy, way }) => ({
    obligation,
    declaredBy: nameOf(declaredBy),
    way: way.map(({ to }) => nameOf(to)),
  }));
}

/** Names of what a manifest says its asset was made of. */
export function madeOf(manifest: Manifest): readonly {
  readonly name: string;
  readonly repository?: string;
  readonly of: 'dataset' | 'model';
  readonly kind: EdgeKind;
}[] {
  if (manifest.kind === 'Dataset')
    return (manifest.sourceDatasets ?? []).map(name => ({
      name: shortName(name),
      of: 'dataset' as const,
      kind: 'derived from' as const,
    }));
  const trained = manifest.trainedOn
    ? [manifest.trainedOn]
    : datasetLinks({ ...manifest, evaluations: undefined });
  return [
    ...trained.map(({ dataset, repository }) => ({
      ...{ name: dataset, repository },
      of: 'dataset' as const,
      kind: 'trained on' as const,
    })),
    ...(manifest.baseModels ?? []).map(name => ({
      name: shortName(name),
      of: 'model' as const,
      kind: 'fine-tuned from' as const,
    })),
  ];
}

/** Hubs say `owner/name`. */
function shortName(name: string): string {
  return name.split('/').at(-1) ?? name;
}
