import {
  type ColumnEdge,
  type ColumnPlace,
  type LineageNode,
  type LineageOfHistory,
  nodeOf,
} from '@greenroom/governance';
import type { Manifest } from '@greenroom/manifest';
import type { ProposalStore } from '../proposals/ProposalStore';
import type { Asset } from '../registry/Asset';
import type { AssetStore } from '../registry/AssetStore';
import { type AssetName, datasetNames } from '../registry/operations/findNamed';
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
import type { StatedNode, Statement } from './store/Statement';

/** Assets told of at a time: each may have a thousand revisions, with a manifest each. */
const PAGE = 25;

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
    const ids = [...new Set(assetIds)];
    const moved: Asset[] = [];
    for (const page of inPages(ids, PAGE)) {
      const there = await assets.getMany(page);
      const known = new Set(there.map(({ id }) => id));
      await store.withdraw(page.filter(id => !known.has(id)).map(assetScope));
      moved.push(...(await this.#recordSome(there)));
    }
    const said = new Set(ids);
    const naming = await store.scopesNaming(moved.flatMap(groupsOf));
    const others = naming.flatMap(scope => assetIdOf(scope) ?? []);
    for (const page of inPages(
      others.filter(id => !said.has(id)),
      PAGE,
    ))
      await this.#recordSome(await assets.getMany(page));
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
    await store.state([unclaimedStatement(await deployments.listUnclaimed())]);
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
    await this.rooms.store.state([
      {
        scope,
        nodes: [],
        named: [...named.values()],
        edges: edges.map(edge => ({
          ...edge,
          from: idOf(edge.from),
          to: idOf(edge.to),
        })),
      },
    ]);
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
    const rows = await assets.listRevisions([asset.id]);
    const versions = versionHistories(
      asset,
      readRevisions(rows.get(asset.id) ?? []),
    ).map(history => history.node);
    const meant =
      node.version === undefined
        ? versions.at(-1)
        : versions.findLast(({ version }) => version === node.version);
    return namedNode(meant ?? node);
  }

  /** @returns those that say anything new */
  async #recordSome(some: readonly Asset[]): Promise<Asset[]> {
    const statements = await this.#statementsOf(some);
    const fresh = await this.rooms.store.state(statements);
    return some.filter(({ id }) => fresh.has(assetScope(id)));
  }

  async #statementsOf(some: readonly Asset[]): Promise<Statement[]> {
    const { assets, deployments, proposals, approvals } = this.rooms;
    const ids = some.map(({ id }) => id);
    const rows = await assets.listRevisions(ids);
    const revisions = new Map(
      some.map(({ id }) => [id, readRevisions(rows.get(id) ?? [])]),
    );
    const versionsIn = await this.#findVersions([...revisions.values()].flat());
    const proposed = await proposals.assetsProposed(ids);
    const approved = await approvals.ofAll(ids);
    const served = await deployments.findNaming(
      some.filter(({ kind }) => kind === 'model').map(namesOf),
    );
    const statements: Statement[] = [];
    for (const asset of some) {
      const { id, kind } = asset;
      const own = revisions.get(id)!;
      statements.push(
        assetStatement({
          asset,
          revisions: own,
          versionsOf: versionsIn(own),
          proposals: proposed.has(id) ? await proposals.list(id) : [],
          approvals: approved.get(id) ?? [],
          now: Date.now(),
          deployments: kind === 'model' ? served(namesOf(asset)) : [],
        }),
      );
    }
    return statements;
  }

  /** Looks up what manifests name: versions of data sets and of models by their names, for the revisions of one asset at a time. */
  async #findVersions(
    revisions: readonly ReadRevision[],
  ): Promise<
    (
      own: readonly ReadRevision[],
    ) => ReadonlyMap<string, readonly LineageNode[]>
  > {
    const { assets } = this.rooms;
    const links = linksOf(revisions);
    const bases = basesOf(revisions);
    const datasetOf = await assets.findDatasets(links);
    const modelOf = await assets.findModels(bases);
    const declared = [...links.map(datasetOf), ...bases.map(modelOf)].flatMap(
      asset => asset ?? [],
    );
    const rows = await assets.listRevisions([
      ...new Set(declared.map(({ id }) => id)),
    ]);
    const versionsOf = new Map(
      declared.map(asset => [
        asset.id,
        versionHistories(asset, readRevisions(rows.get(asset.id) ?? [])).map(
          ({ node }) => node,
        ),
      ]),
    );
    return own => {
      const found = new Map<string, readonly LineageNode[]>();
      const add = (name: string, asset: Asset | undefined) => {
        if (asset && !found.has(name))
          found.set(name, versionsOf.get(asset.id)!);
      };
      for (const link of linksOf(own))
        add(nodeOf('dataset', link.name).id, datasetOf(link));
      for (const base of basesOf(own))
        add(nodeOf('model', base).id, modelOf(base));
      return found;
    };
  }
}

/** By which deployments name a model. */
function namesOf(model: Asset): string[] {
  return [...annotationsFor(model), model.name];
}

function basesOf(revisions: readonly ReadRevision[]): string[] {
  return [
    ...new Set(
      revisions.flatMap(({ manifest }) =>
        manifest.kind === 'Model' ? manifest.baseModels ?? [] : [],
      ),
    ),
  ];
}

function linksOf(revisions: readonly ReadRevision[]): AssetName[] {
  const links = revisions.flatMap(({ manifest }) => linksIn(manifest));
  return [
    ...new Map(
      links.map(link => [`${link.name}\n${link.repository ?? ''}`, link]),
    ).values(),
  ];
}

function linksIn(manifest: Manifest): AssetName[] {
  if (manifest.kind === 'Dataset')
    return (manifest.sourceDatasets ?? []).map(name => ({ name }));
  const pins = (manifest.trainingPins ?? []).flatMap(
    ({ dataset, repository }) =>
      dataset === undefined ? [] : [{ name: dataset, repository }],
  );
  return [...datasetNames(manifest), ...pins];
}
