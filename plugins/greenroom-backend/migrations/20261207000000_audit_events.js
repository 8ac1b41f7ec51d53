/*
 * What people and services did, or tried to. Original: git does not say it, and
 * nothing here is ever changed but for how it ended.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('audit_events', table => {
    table.bigIncrements('id');
    table.bigInteger('at').notNullable();
    table.bigInteger('ended_at').nullable();
    table.string('action', 64).notNullable();
    table
      .string('status', 16)
      .notNullable()
      .comment('begun, succeeded, failed');
    table.string('severity', 16).notNullable();
    table.string('actor', 255).notNullable();
    table.text('details').notNullable();
    table.text('error').nullable();
    table.index(['at', 'id']);
    table.index(['actor', 'at', 'id']);
  });
  await knex.schema.createTable('audit_event_assets', table => {
    table.string('asset_id', 512).notNullable();
    table.bigInteger('event_id').notNullable().index();
    table.primary(['asset_id', 'event_id']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('audit_event_assets');
  await knex.schema.dropTable('audit_events');
};
