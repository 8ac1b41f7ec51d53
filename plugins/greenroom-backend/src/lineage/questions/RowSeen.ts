import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  EDGE_KINDS,
  type GraphNode,
  type RowLineage,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Source } from '@greenroom/backstage-plugin-greenroom-node';
import type { RunStore } from '../../analysis/RunStore';
import type { Version } from '../../registry/Asset';
import type { AssetStore } from '../../registry/AssetStore';
import type { RowCells } from '../../rows/RowCells';
import type { Reach } from '../reach/LineageReach';
import { versionNodeId } from '../statements/nodeIds';
import { dataAround } from './dataAround';
import { madeRows } from './madeRows';
import {
  deployedFrom,
  type Holder,
  keepStrongest,
  SAW,
  sawOf,
  type Seen,
  tunedFrom,
} from './seenBy';
import type { NodeStore } from './NodeStore';
import type { Painter } from './Painter';
import type { Walker } from './Walker';

/** Tables looked into for one answer; each takes some milliseconds. */
const TABLES = 60;
/** Rows that recipes made of one row. */
const MADE_ROWS = 200;

/**
 * Which models and deployments saw a row: through the versions of data that have
 * its key, the split that it is in there, and the rows that recipes made of it.
 */
export class RowSeen {
  constructor(
    private readonly rooms: {
      walker: Walker;
      painter: Painter;
      nodes: NodeStore;
      assets: AssetStore;
      runs: RunStore;
      cells: RowCells;
      sources: ReadonlyMap<string, Source>;
    },
  ) {}

  /**
   * @throws NotAllowedError where the caller may not see its rows
   * @throws InputError where rows have no key, or the caller may not see it
   * @throws NotFoundError where no version has the row
   */
  async of(
    versionId: string,
    key: string,
    credentials: BackstageCredentials,
  ): Promise<RowLineage> {
    const { walker, painter } = this.rooms;
    const table = await this.rooms.cells.table(versionId, credentials);
    if (!table.key)
      throw new InputError(
        'Rows of this data set have no key that you may see, so they cannot be followed from version to version.',
      );
    const start = await walker.node(versionNodeId(versionId));
    const reach = await walker.current();
    const remarks: string[] = [];
    const made = await madeRows(this.rooms, table.version, key, MADE_ROWS);
    if (made.remark) remarks.push(made.remark);
    const holders = await this.#holders(
      reach,
      dataAround(reach, start).filter(node => reach.nodes.isDeclared(node)),
      [key, ...made.keys],
      credentials,
      remarks,
    );
    if (holders.length === 0)
      throw new NotFoundError(
        `No version has a row ${key}. Look at the key in the table of rows.`,
      );
    const models = await this.#models(reach, holders);
    const deployments = deployedFrom(reach, models);
    const ways = [...models.values(), ...deployments.values()];
    const painted = await painter.nodes([
      ...new Set([
        ...holders.map(({ number }) => number),
        ...models.keys(),
        ...deployments.keys(),
        ...ways.flatMap(({ way }) => way.flatMap(({ from, to }) => [from, to])),
      ]),
    ]);
    return {
      key,
      versions: holders
        .flatMap(({ number, split, made: rows }) => {
          const node = painted.get(number);
          return node ? [{ node, split, madeRows: [...rows.keys()] }] : [];
        })
        .sort((a, b) => (a.node.since ?? '').localeCompare(b.node.since ?? '')),
      models: await this.#told(models, painted),
      deployments: await this.#told(deployments, painted),
      remarks,
    };
  }

  async #holders(
    reach: Reach,
    numbers: readonly number[],
    keys: readonly string[],
    credentials: BackstageCredentials,
    remarks: string[],
  ): Promise<Holder[]> {
    const { assets, cells, nodes } = this.rooms;
    const versionIds = await nodes.versionIds(numbers);
    const holders: Holder[] = [];
    let looked = 0;
    for (const number of numbers) {
      const id = versionIds.get(number);
      const version =
        id === undefined ? undefined : await assets.getVersion(id);
      if (!version || !reach.nodes.isDeclared(number)) continue;
      if (looked++ === TABLES) {
        remarks.push(
          `${
            numbers.length - TABLES
          } more versions were not looked into; the nearest ${TABLES} were.`,
        );
        break;
      }
      try {
        const table = await cells.table(version.id, credentials);
        if (!table.key) throw new Error('its key is not shown to you');
        const found = await cells.of(table, keys);
        if (found.size === 0) continue;
        const splitOf = (row: string) => {
          const column = table.manifest.split;
          return column === undefined
            ? undefined
            : found.get(row)?.[column] ?? undefined;
        };
        holders.push({
          number,
          version,
          hasRow: found.has(keys[0]),
          split: splitOf(keys[0]),
          made: new Map(
            keys
              .slice(1)
              .filter(row => found.has(row))
              .map(row => [row, splitOf(row)]),
          ),
        });
      } catch (error) {
        remarks.push(notLookedInto(version, error as Error));
      }
    }
    return holders;
  }

  async #models(
    reach: Reach,
    holders: readonly Holder[],
  ): Promise<ReadonlyMap<number, Seen>> {
    const { assets, nodes, runs } = this.rooms;
    const seen = new Map<number, Seen>();
    for (const holder of holders) {
      const below = reach.edges
        .edgesAt(holder.number, 'downstream')
        .filter(({ until }) => until === Infinity);
      const modelIds = await nodes.versionIds(below.map(({ to }) => to));
      for (const edge of below) {
        const id = modelIds.get(edge.to);
        if (id === undefined || reach.nodes.kindOf(edge.to) !== 'model')
          continue;
        const model = await assets.getVersion(id);
        const saw = model && sawOf(EDGE_KINDS[edge.kind], model, holder);
        if (saw) keepStrongest(seen, edge.to, { saw, way: [edge] });
      }
      for (const run of await runs.list({
        datasetVersionId: holder.version.id,
      })) {
        if (!holder.hasRow || run.split !== holder.split) continue;
        const model = await nodes.find(versionNodeId(run.model_version_id));
        if (model !== undefined)
          keepStrongest(seen, model, { saw: 'measured', way: [] });
      }
    }
    for (const [model, { saw, way }] of [...seen])
      if (saw !== 'measured') tunedFrom(reach, model, { saw, way }, seen);
    return seen;
  }

  async #told(
    all: ReadonlyMap<number, Seen>,
    painted: ReadonlyMap<number, GraphNode>,
  ): Promise<RowLineage['models'][number][]> {
    const told: RowLineage['models'][number][] = [];
    for (const [number, { saw, way }] of all) {
      const node = painted.get(number);
      if (node)
        told.push({
          node,
          saw,
          way: await this.rooms.painter.edges(way, painted),
        });
    }
    return told.sort((a, b) => SAW.indexOf(a.saw) - SAW.indexOf(b.saw));
  }
}

function notLookedInto({ manifest, facts, id }: Version, error: Error): string {
  return error instanceof NotAllowedError
    ? 'A version of data whose rows you may not see was not looked into.'
    : `${manifest.name} ${facts.semver ?? id} was not looked into: ${
        error.message
      }`;
}
