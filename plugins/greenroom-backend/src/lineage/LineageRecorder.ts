import {
  type ColumnEdge,
  type ColumnPlace,
  type LineageNode,
  type LineageOfHistory,
  nodeOf,
} from '@greenroom/governance';
import { datasetLinks, type Manifest } from '@greenroom/manifest';
import type { ProposalStore } from '../proposals/ProposalStore';
import type { Asset } from '../registry/Asset';
import type { AssetStore } from '../registry/AssetStore';
import { annotationsFor } from '../sync/adoptedEntity';
import type { DeploymentStore } from '../sync/DeploymentStore';
import type { ReviewApprovals } from './ReviewApprovals';
import { assetStatement } from './statements/assetStatement';
import { unclaimedStatement } from './statements/deploymentEdges';
import {
  assetIdOf,
  assetScope,
  groupsOf,
  namedNode,
} from './statements/nodeIds';
import {
  type ReadRevision,
  readRevisions,
  versionHistories,
} from './statements/versionHistory';
import { inPages } from '../database/inPages';
import type { ColumnStore } from './store/ColumnStore';
import type { LineageStore } from './store/LineageStore';
import type { StatedNode } from './store/Statement';

/** Assets read at a time. */
const PAGE = 100;

/**
 * Writes down where things come from, as soon as what says so is there: a sync, the
 * content of a version, a pull request of the portal, a deployment, an approval.
 * Runs have both of their ends in their own table, and are read from there.
 */
export class LineageRecorder {
  constructor(
    private readonly rooms: {
      store: LineageStore;
      columns: ColumnStore;
      assets: AssetStore;
      deployments: DeploymentStore;
      proposals: ProposalStore;
      approvals: ReviewApprovals;
    },
  ) {}

  /**
   * What these assets say now; those that are no longer there say nothing. Where
   * that is anything new, those that speak of them mean other versions, and say so.
   */
  async record(assetIds: readonly string[]): Promise<void> {
    const { store, assets } = this.rooms;
    const there = await assets.getMany(assetIds);
    const known = new Set(there.map(({ id }) => id));
    await store.withdraw(
      [...new Set(assetIds)].filter(id => !known.has(id)).map(assetScope),
    );
    const moved: Asset[] = [];
    for (const asset of there)
      if (await this.#recordOne(asset)) moved.push(asset);
    const said = new Set(assetIds);
    const naming = await store.scopesNaming(moved.flatMap(groupsOf));
    const others = naming.flatMap(scope => assetIdOf(scope) ?? []);
    for (const page of inPages(
      others.filter(id => !said.has(id)),
      PAGE,
    ))
      for (const asset of await assets.getMany(page))
        await this.#recordOne(asset);
  }

  /** All there are: what was dropped, and what a crash left out. */
  async recordAll(): Promise<void> {
    let after = '';
    for (;;) {
      const ids = await this.rooms.assets.listIds(after, PAGE);
      if (ids.length === 0) return;
      await this.record(ids);
      after = ids.at(-1)!;
    }
  }

  /** What serves models that nobody declares here: no asset says it. */
  async recordUnclaimed(): Promise<void> {
    const { store, deployments } = this.rooms;
    await store.state(unclaimedStatement(await deployments.listUnclaimed()));
  }

  /**
   * What somebody else states, such as an event of OpenLineage: what is declared
   * here is meant where a name is the same, in the version that is named.
   */
  async stated(
    scope: string,
    {
      nodes,
      edges,
      columns = [],
    }: Pick<LineageOfHistory, 'nodes' | 'edges'> & {
      readonly columns?: readonly ColumnEdge[];
    },
  ): Promise<void> {
    const named = new Map<string, StatedNode>();
    for (const node of nodes) named.set(node.id, await this.#known(node));
    const idOf = (id: string) => named.get(id)?.id ?? id;
    await this.rooms.store.state({
      scope,
      nodes: [],
      named: [...named.values()],
      edges: edges.map(edge => ({
        ...edge,
        from: idOf(edge.from),
        to: idOf(edge.to),
      })),
    });
    const placeOf = ({ node, column }: ColumnPlace) => ({
      node: idOf(node),
      column,
    });
    await this.rooms.columns.state(
      scope,
      columns.map(({ from, to, ...said }) => ({
        ...said,
        from: placeOf(from),
        to: placeOf(to),
      })),
    );
  }

  async #known(node: LineageNode): Promise<StatedNode> {
    const { assets } = this.rooms;
    const asset =
      node.kind === 'model'
        ? await assets.findModel(node.name)
        : await assets.findDataset(node.name);
    if (!asset) return namedNode(node);
    const versions = versionHistories(
      asset,
      readRevisions(await assets.listRevisions(asset.id)),
    ).map(history => history.node);
    const meant =
      node.version === undefined
        ? versions.at(-1)
        : versions.findLast(({ version }) => version === node.version);
    return namedNode(meant ?? node);
  }

  async #recordOne(asset: Asset): Promise<boolean> {
    const { store, assets, deployments, proposals, approvals } = this.rooms;
    const revisions = readRevisions(await assets.listRevisions(asset.id));
    return store.state(
      assetStatement({
        asset,
        revisions,
        versionsOf: await this.#versionsNamedIn(revisions),
        proposals: await proposals.list(asset.id),
        approvals: await approvals.of(asset.id),
        now: Date.now(),
        deployments:
          asset.kind === 'model'
            ? await deployments.listOf([...annotationsFor(asset), asset.name])
            : [],
      }),
    );
  }

  async #versionsNamedIn(
    revisions: readonly ReadRevision[],
  ): Promise<ReadonlyMap<string, readonly LineageNode[]>> {
    const { assets } = this.rooms;
    const found = new Map<string, readonly LineageNode[]>();
    const add = async (name: string, declared: Asset | undefined) => {
      if (!declared || found.has(name)) return;
      const all = readRevisions(await assets.listRevisions(declared.id));
      found.set(
        name,
        versionHistories(declared, all).map(({ node }) => node),
      );
    };
    for (const { dataset, repository } of linksOf(revisions))
      await add(
        nodeOf('dataset', dataset).id,
        await assets.findDataset(dataset, repository),
      );
    for (const base of basesOf(revisions))
      await add(nodeOf('model', base).id, await assets.findModel(base));
    return found;
  }
}

function basesOf(revisions: readonly ReadRevision[]): Set<string> {
  return new Set(
    revisions.flatMap(({ manifest }) =>
      manifest.kind === 'Model' ? manifest.baseModels ?? [] : [],
    ),
  );
}

function linksOf(revisions: readonly ReadRevision[]) {
  const links = revisions.flatMap(({ manifest }) => linksIn(manifest));
  return [
    ...new Map(
      links.map(link => [`${link.dataset}\n${link.repository ?? ''}`, link]),
    ).values(),
  ];
}

function linksIn(
  manifest: Manifest,
): readonly { readonly dataset: string; readonly repository?: string }[] {
  if (manifest.kind === 'Dataset')
    return (manifest.sourceDatasets ?? []).map(dataset => ({ dataset }));
  const pins = (manifest.trainingPins ?? []).flatMap(
    ({ dataset, repository }) =>
      dataset === undefined ? [] : [{ dataset, repository }],
  );
  return [...datasetLinks(manifest), ...pins];
}
