import type { Knex } from 'knex';
import type { AssetRow } from '../Asset';

/** Columns that hold ids of assets, besides the assets' own. */
const REFERENCES = [
  ['revisions', 'asset_id'],
  ['versions', 'asset_id'],
  ['dataset_links', 'model_id'],
  ['jobs', 'asset_id'],
  ['runs', 'model_asset_id'],
  ['runs', 'dataset_asset_id'],
  ['proposals', 'asset_id'],
  ['retrainings', 'model_asset_id'],
  ['retrainings', 'dataset_asset_id'],
  ['asset_traits', 'asset_id'],
  ['plans', 'asset_id'],
  ['decisions', 'asset_id'],
  ['decisions', 'evidence_model_asset_id'],
  ['audits', 'asset_id'],
  ['saved_filters', 'asset_id'],
  ['reviews', 'asset_id'],
  ['audit_event_assets', 'asset_id'],
] as const;

/**
 * A repository has another name: its assets keep their versions, runs and
 * proposals under the new one. Versions keep their ids, so links to them hold.
 */
export async function renameRepository(
  knex: Knex,
  sourceId: string,
  from: string,
  to: string,
): Promise<void> {
  await knex.transaction(async trx => {
    const assets = await trx<AssetRow>('assets').where({
      source_id: sourceId,
      repository: from,
    });
    for (const asset of assets) {
      const id = `${sourceId}:${to}:${asset.id.slice(
        `${sourceId}:${from}:`.length,
      )}`;
      await trx('asset_traits').where({ asset_id: id }).delete();
      await trx('assets').where({ id }).delete();
      await trx('assets').insert({ ...asset, id, repository: to });
      for (const [table, column] of REFERENCES) {
        await trx(table)
          .where({ [column]: asset.id })
          .update({ [column]: id });
      }
      await renameInReviews(trx, asset.id, id);
      const prefix = `${asset.id}@`;
      const pointers = await trx<{ subject: string; kind: string }>('analyses')
        .where({ kind: 'content' })
        .whereRaw('substr(subject, 1, ?) = ?', [prefix.length, prefix]);
      for (const { subject } of pointers) {
        await trx('analyses')
          .where({ kind: 'content', subject })
          .update({ subject: `${id}@${subject.slice(prefix.length)}` });
      }
      await trx('assets').where({ id: asset.id }).delete();
    }
    for (const table of ['manifest_folders', 'deployments', 'git_tags']) {
      await trx(table)
        .where({ source_id: sourceId, repository: from })
        .delete();
    }
    for (const table of ['syncs']) {
      await trx(table)
        .where({ source_id: sourceId, repository: from })
        .update({ repository: to });
    }
    await trx('repositories')
      .where({ source_id: sourceId, full_name: to })
      .delete();
    // Read again under its new name: links to files carry it.
    await trx('repositories')
      .where({ source_id: sourceId, full_name: from })
      .update({ full_name: to, head_commit: null });
  });
}

/** What is pinned stays as it was, but whose names are hidden is asked by id. */
async function renameInReviews(
  knex: Knex,
  from: string,
  to: string,
): Promise<void> {
  const [named, renamed] = [from, to].map(id =>
    JSON.stringify({ assetId: id }).slice(1, -1),
  );
  const reviews = await knex<{ id: string; subject: string }>('reviews')
    .select('id', 'subject')
    .whereLike('subject', `%${named}%`);
  for (const { id, subject } of reviews)
    await knex('reviews')
      .where({ id })
      .update({ subject: subject.replaceAll(named, renamed) });
}
