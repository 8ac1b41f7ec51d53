/*
 * Where things come from: nodes and edges as manifests, runs, pull requests and
 * reviews state them. All of it is derived: it can be dropped and is stated anew
 * from git and from the tables of what people decided.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('lineage_state', table => {
    table.integer('id').primary().notNullable();
    table
      .string('epoch', 36)
      .notNullable()
      .comment('another where the tables were emptied meanwhile');
    table
      .bigInteger('revision')
      .notNullable()
      .comment('goes up by one with every change; its lock puts them in order');
    table
      .bigInteger('pruned_to')
      .notNullable()
      .comment('edges that went before are no longer known');
  });

  await knex.schema.createTable('lineage_nodes', table => {
    table.increments('number').notNullable();
    table.string('id', 600).notNullable().unique();
    table.string('kind', 16).notNullable();
    table
      .integer('group_number')
      .notNullable()
      .index()
      .comment('of the node that it collapses into; 0: none');
    table.boolean('is_newest').notNullable().comment('version of its asset');
    table
      .string('scope', 600)
      .nullable()
      .index()
      .comment('who declares it; none: others name it');
    table.text('details').notNullable().comment('NodeDetails');
    table.bigInteger('changed').notNullable().index().comment('revision');
  });

  await knex.schema.createTable('lineage_edges', table => {
    table.increments('number').notNullable();
    table.string('scope', 600).notNullable().index().comment('who states it');
    table.integer('from_number').notNullable().index();
    table.integer('to_number').notNullable().index();
    table.string('kind', 24).notNullable();
    table.text('details').notNullable().comment('EdgeDetails');
    table.bigInteger('since').nullable().comment('milliseconds since 1970');
    table.bigInteger('until').nullable().comment('no longer stated from then');
    table.boolean('gone').notNullable().defaultTo(false);
    table.bigInteger('changed').notNullable().index().comment('revision');
  });

  await knex.schema.createTable('lineage_snapshots', table => {
    table.bigInteger('revision').notNullable();
    table.integer('part').notNullable();
    table.binary('bytes').notNullable();
    table.primary(['revision', 'part']);
  });

  await knex.schema.alterTable('runs', table => {
    table.index(['model_version_id']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('runs', table => {
    table.dropIndex(['model_version_id']);
  });
  for (const table of [
    'lineage_snapshots',
    'lineage_edges',
    'lineage_nodes',
    'lineage_state',
  ])
    await knex.schema.dropTable(table);
};
