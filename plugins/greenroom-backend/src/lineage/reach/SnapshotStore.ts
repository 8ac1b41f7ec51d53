import type { Knex } from 'knex';

/** A row of this size is fetched in a turn of the event loop that others do not notice. */
const PART_BYTES = 1024 * 1024;

type SnapshotRow = {
  revision: number | string;
  part: number;
  bytes: Buffer;
};

/** The lineage packed as of some revision, so that a replica that starts reads bytes and not rows. */
export class SnapshotStore {
  constructor(private readonly knex: Knex) {}

  async newest(): Promise<
    { readonly revision: number; readonly bytes: Buffer } | undefined
  > {
    const newest = this.knex('lineage_snapshots').max('revision');
    const rows = await this.knex<SnapshotRow>('lineage_snapshots')
      .where('revision', newest)
      .orderBy('part');
    return rows.length === 0
      ? undefined
      : {
          revision: Number(rows[0].revision),
          bytes: Buffer.concat(rows.map(({ bytes }) => bytes)),
        };
  }

  /**
   * Keeps one, and forgets the others and the edges that went before the older of
   * them: whoever read less far reads a snapshot.
   */
  async keep(revision: number, bytes: Buffer): Promise<void> {
    await this.knex.transaction(async trx => {
      const [{ before }] = await trx('lineage_snapshots').max<
        { before: number | string | null }[]
      >({ before: 'revision' });
      // Another replica kept one as new.
      if (before !== null && Number(before) >= revision) return;
      for (let part = 0; part * PART_BYTES < bytes.length; part++)
        await trx('lineage_snapshots').insert({
          revision,
          part,
          bytes: bytes.subarray(part * PART_BYTES, (part + 1) * PART_BYTES),
        });
      await trx('lineage_snapshots').where('revision', '<', revision).delete();
      if (before === null) return;
      await trx('lineage_state')
        .where({ id: 1 })
        .andWhere('pruned_to', '<', Number(before))
        .update({ pruned_to: Number(before) });
      await trx('lineage_edges')
        .where({ gone: true })
        .andWhere('changed', '<=', Number(before))
        .delete();
    });
  }
}
