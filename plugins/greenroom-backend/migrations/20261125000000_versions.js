/*
 * What versions of data are told apart and found by. All of it is derived: it
 * can be dropped and read again.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('git_tags', table => {
    table.string('source_id', 128).notNullable();
    table.string('repository', 256).notNullable();
    table.string('name', 255).notNullable();
    table.string('commit', 64).notNullable();
    table.primary(['source_id', 'repository', 'name']);
    table.index(['source_id', 'repository', 'commit']);
  });
  // Pages ask how much waits at a priority, and which answers of a kind are kept.
  await knex.schema.alterTable('jobs', table => {
    table.index(['kind', 'state', 'finished_at']);
    table.index(['state', 'priority']);
  });
  // The list of assets is a walk along its own order: knex has no word for DESC in an index.
  await knex.raw(
    'CREATE INDEX assets_list_index ON assets (attention DESC, name, id)',
  );
  await knex.raw(
    'CREATE INDEX assets_kind_list_index ON assets (kind, attention DESC, name, id)',
  );
  // Comparisons are kept with all rows that differ; the answers of before are not read again.
  await knex('analyses').where({ kind: 'diff' }).delete();
  // Tables outside git can be read now; until here their bytes were taken for their content.
  const bytesOnly = knex('versions').where('digest', 'like', 'bytes:%');
  await knex('revisions')
    .whereIn('version_id', bytesOnly.clone().select('id'))
    .where('manifest', 'like', '%"table":{%')
    .update({ version_id: null });
  await bytesOnly
    .clone()
    .whereNotIn(
      'id',
      knex('revisions').whereNotNull('version_id').select('version_id'),
    )
    .delete();
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.raw('DROP INDEX assets_kind_list_index');
  await knex.raw('DROP INDEX assets_list_index');
  await knex.schema.alterTable('jobs', table => {
    table.dropIndex(['kind', 'state', 'finished_at']);
    table.dropIndex(['state', 'priority']);
  });
  await knex.schema.dropTable('git_tags');
};
