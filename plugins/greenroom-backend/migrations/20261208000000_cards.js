/*
 * Run events of OpenLineage that others sent. Original: no git states them, and
 * what they say of lineage is stated anew from here. Nothing here refers to a table
 * that can be dropped.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('openlineage_events', table => {
    table
      .string('run_id', 64)
      .primary()
      .notNullable()
      .comment('a run ends once: what is sent again takes its place');
    table.string('job', 2000).notNullable();
    table.text('event').notNullable();
    table.string('sent_by', 255).notNullable();
    table.bigInteger('received_at').notNullable();
    table.index(['received_at']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('openlineage_events');
};
