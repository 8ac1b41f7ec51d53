import type { Knex } from 'knex';
import { inPages } from '../../database/inPages';
import {
  type LineageEdgeRow,
  type LineageNodeRow,
  ROWS_AT_A_TIME,
} from '../store/LineageRow';
import { versionNodeId } from '../statements/nodeIds';
import type { EdgeDetails, NodeDetails } from '../store/Statement';

const VERSION_PREFIX = versionNodeId('');

export type KnownNode = Omit<LineageNodeRow, 'details'> & {
  readonly details: NodeDetails;
};
export type KnownEdge = Omit<LineageEdgeRow, 'details'> & {
  readonly details: EdgeDetails;
};

/** What is shown of nodes and edges, for those that an answer names. */
export class NodeStore {
  constructor(private readonly knex: Knex) {}

  async find(id: string): Promise<number | undefined> {
    const row = await this.knex<LineageNodeRow>('lineage_nodes')
      .where({ id })
      .first('number');
    return row?.number;
  }

  /** Numbers by id, of those that are there. */
  async findMany(ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const found = new Map<string, number>();
    for (const page of inPages(ids, ROWS_AT_A_TIME))
      for (const row of await this.knex<LineageNodeRow>('lineage_nodes')
        .whereIn('id', page)
        .select('id', 'number'))
        found.set(row.id, row.number);
    return found;
  }

  /** Of those that are versions: their ids, by number. */
  async versionIds(
    numbers: readonly number[],
  ): Promise<ReadonlyMap<number, string>> {
    const found = new Map<number, string>();
    for (const page of inPages(numbers, ROWS_AT_A_TIME))
      for (const { id, number } of await this.knex<LineageNodeRow>(
        'lineage_nodes',
      )
        .whereIn('number', page)
        .select('id', 'number'))
        if (id.startsWith(VERSION_PREFIX))
          found.set(number, id.slice(VERSION_PREFIX.length));
    return found;
  }

  /** Numbers of what collapses into a group, in the order in which they came. */
  async members(groupId: string): Promise<number[]> {
    const rows: { number: number }[] = await this.knex('lineage_nodes as n')
      .join('lineage_nodes as g', 'g.number', 'n.group_number')
      .where('g.id', groupId)
      .orderBy('n.number')
      .select('n.number as number');
    return rows.map(({ number }) => number);
  }

  /** Versions of which a force-push took every commit. */
  async rewritten(): Promise<number[]> {
    return this.knex<LineageNodeRow>('lineage_nodes')
      .whereLike('details', '%"problem":"rewritten history"%')
      .whereNotNull('scope')
      .orderBy('number')
      .pluck('number');
  }

  async nodes(
    numbers: readonly number[],
  ): Promise<ReadonlyMap<number, KnownNode>> {
    const found = new Map<number, KnownNode>();
    for (const page of inPages(numbers, ROWS_AT_A_TIME))
      for (const row of await this.knex<LineageNodeRow>(
        'lineage_nodes',
      ).whereIn('number', page))
        found.set(row.number, { ...row, details: JSON.parse(row.details) });
    return found;
  }

  async edges(
    numbers: readonly number[],
  ): Promise<ReadonlyMap<number, KnownEdge>> {
    const found = new Map<number, KnownEdge>();
    for (const page of inPages(numbers, ROWS_AT_A_TIME))
      for (const row of await this.knex<LineageEdgeRow>(
        'lineage_edges',
      ).whereIn('number', page))
        found.set(row.number, { ...row, details: JSON.parse(row.details) });
    return found;
  }
}
