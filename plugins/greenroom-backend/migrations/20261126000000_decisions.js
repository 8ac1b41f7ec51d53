/*
 * What people said of rows. All of it is original: it cannot be rebuilt from
 * git, so nothing here refers to a table that can be dropped.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('decisions', table => {
    table.bigIncrements('id');
    table.string('asset_id', 512).notNullable();
    table.string('row_key', 200).notNullable();
    table.integer('revision').notNullable().comment('from 1, for each row');
    table.boolean('stands').notNullable().comment('the last word on its row');
    table.string('kind', 16).notNullable();
    table.string('from_label', 200).notNullable();
    table.string('to_label', 200).nullable();
    table.string('reason', 500).nullable();
    table.string('author', 255).notNullable();
    table.bigInteger('at').notNullable();
    table.string('version_id', 64).notNullable();
    table
      .string('row_print', 64)
      .notNullable()
      .comment('of the cells that were looked at');
    table.text('evidence').nullable().comment('origin of the predictions');
    table.string('evidence_issue', 32).nullable();
    table.string('evidence_model_asset_id', 512).nullable();
    table.string('evidence_model_version_id', 64).nullable();
    table.string('audit_id', 64).nullable();
    table.bigInteger('withdrawn_at').nullable();
    table.unique(['asset_id', 'row_key', 'revision']);
    table.index(['asset_id', 'stands', 'row_key']);
    // Whether anything changed is asked before anything is read.
    table.index(['asset_id', 'id']);
    table.index(['asset_id', 'withdrawn_at']);
    table.index(['asset_id', 'stands', 'evidence_model_asset_id']);
    table.index(['audit_id']);
  });

  await knex.schema.createTable('audits', table => {
    table.string('id', 64).primary().notNullable();
    table.string('asset_id', 512).notNullable();
    table.string('version_id', 64).notNullable();
    table.string('author', 255).notNullable();
    table.bigInteger('at').notNullable();
    table.string('design', 16).notNullable();
    table.string('stratified_by', 16).nullable();
    table.string('split', 200).nullable();
    table.bigInteger('seed').notNullable();
    table.integer('population').notNullable();
    table.text('strata').notNullable().comment('name and rows of each');
    table.text('sample').notNullable().comment('rows in drawn order');
    table.index(['version_id', 'at']);
    table.index(['asset_id', 'at']);
  });

  await knex.schema.createTable('saved_filters', table => {
    table.string('asset_id', 512).notNullable();
    table.string('author', 255).notNullable();
    table.string('name', 80).notNullable();
    table.string('query', 2000).notNullable();
    table.bigInteger('at').notNullable();
    table.primary(['asset_id', 'author', 'name']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of ['saved_filters', 'audits', 'decisions'])
    await knex.schema.dropTable(table);
};
