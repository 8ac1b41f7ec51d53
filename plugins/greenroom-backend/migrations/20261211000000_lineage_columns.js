/*
 * Which columns were made of which, as events of OpenLineage state it; what manifests
 * declare is read from them. Derived: it is stated anew from the events that are kept.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('lineage_columns', table => {
    table.increments('number').notNullable();
    table.string('scope', 600).notNullable().index().comment('who states it');
    table.integer('from_number').notNullable().index().comment('of a node');
    table.text('from_column').notNullable();
    table.integer('to_number').notNullable().index().comment('of a node');
    table.text('to_column').notNullable();
    table.text('how').nullable().comment('in the words of who states it');
    table.text('origin').notNullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('lineage_columns');
};
