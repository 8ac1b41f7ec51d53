import type { Knex } from 'knex';

export type LineageState = {
  /** Another where the tables were emptied meanwhile. */
  readonly epoch: string;
  readonly revision: number;
  /** Edges that went up to this revision are no longer known. */
  readonly prunedTo: number;
};

/** Undefined where nothing was ever stated. */
export async function readState(knex: Knex): Promise<LineageState | undefined> {
  const row = await knex<{
    id: number;
    epoch: string;
    revision: number | string;
    pruned_to: number | string;
  }>('lineage_state')
    .where({ id: 1 })
    .first();
  return (
    row && {
      epoch: row.epoch,
      revision: Number(row.revision),
      prunedTo: Number(row.pruned_to),
    }
  );
}
