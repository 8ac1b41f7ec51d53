import { EDGE_KINDS } from '@greenroom/backstage-plugin-greenroom-common';
import { EdgeIndex } from '@greenroom/governance';
import type { Knex } from 'knex';
import type { LineageEdgeRow, LineageNodeRow } from '../store/LineageRow';
import { type LineageState, readState } from '../store/readState';
import { NodeTable } from './NodeTable';
import { packSnapshot, unpackSnapshot } from './packSnapshot';
import { SnapshotStore } from './SnapshotStore';

/** The lineage as of a revision. */
export type Reach = {
  readonly epoch: string;
  readonly revision: number;
  readonly edges: EdgeIndex;
  readonly nodes: NodeTable;
};

/** Another one wherever the lineage is another. */
export function revisionOf({ epoch, revision }: Reach): string {
  return `${epoch}:${revision}`;
}

const NOTHING_STATED: LineageState = { epoch: '', revision: 0, prunedTo: 0 };

/** Changes after which a snapshot is kept anew: read as rows they take some 20 ms. */
const CHANGES_PER_SNAPSHOT = 5_000;

/**
 * The lineage in the memory of this replica. Each question first asks the
 * database for the revision (one row) and reads what changed since, by whichever
 * replica; so an answer is never older than the question.
 */
export class LineageReach {
  #held: Reach | undefined;
  #reading: Promise<Reach> | undefined;
  /** Read as rows, not from a snapshot. */
  #unkept = 0;
  readonly #snapshots: SnapshotStore;

  constructor(private readonly knex: Knex) {
    this.#snapshots = new SnapshotStore(knex);
  }

  async current(): Promise<Reach> {
    // One that began before this question may not see what was stated before it.
    await this.#reading?.catch(() => undefined);
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  /** Keeps a snapshot where enough changed since the last; for a pause, not for a question. */
  async keepSnapshot(atLeast = CHANGES_PER_SNAPSHOT): Promise<boolean> {
    const { revision, edges, nodes } = await this.current();
    if (this.#unkept < atLeast) return false;
    this.#unkept = 0;
    await this.#snapshots.keep(revision, packSnapshot(edges, nodes));
    return true;
  }

  async #read(): Promise<Reach> {
    const { epoch, revision, prunedTo } =
      (await readState(this.knex)) ?? NOTHING_STATED;
    const known = this.#held?.epoch === epoch ? this.#held : undefined;
    if (known?.revision === revision) return known;
    const from =
      known && known.revision >= prunedTo ? known : await this.#begin(epoch);
    await this.#readSince(from);
    // Edges that went may have been forgotten while the others were read.
    const after = await readState(this.knex);
    if ((after?.prunedTo ?? 0) > from.revision) {
      this.#held = undefined;
      return this.#read();
    }
    this.#held = { ...from, revision };
    return this.#held;
  }

  async #begin(epoch: string): Promise<Reach> {
    const snapshot = await this.#snapshots.newest();
    const unpacked = snapshot && unpackSnapshot(snapshot.bytes);
    this.#unkept = 0;
    return unpacked
      ? { ...unpacked, epoch, revision: snapshot.revision }
      : { epoch, revision: 0, edges: new EdgeIndex(), nodes: new NodeTable() };
  }

  async #readSince({ revision, edges, nodes }: Reach): Promise<void> {
    const changedNodes = await this.knex<LineageNodeRow>('lineage_nodes')
      .where('changed', '>', revision)
      .select('number', 'kind', 'group_number', 'is_newest', 'scope');
    const changedEdges = await this.knex<LineageEdgeRow>('lineage_edges')
      .where('changed', '>', revision)
      .select(
        'number',
        'from_number',
        'to_number',
        'kind',
        'since',
        'until',
        'gone',
      );
    for (const row of changedNodes)
      nodes.put(row.number, {
        kind: row.kind,
        group: row.group_number,
        isNewest: Boolean(row.is_newest),
        isDeclared: row.scope !== null,
      });
    for (const row of changedEdges) {
      if (row.gone) edges.remove(row.number);
      else
        edges.put({
          number: row.number,
          from: row.from_number,
          to: row.to_number,
          kind: EDGE_KINDS.indexOf(row.kind),
          since: row.since === null ? -Infinity : Number(row.since),
          until: row.until === null ? Infinity : Number(row.until),
        });
    }
    this.#unkept += changedNodes.length + changedEdges.length;
  }
}
