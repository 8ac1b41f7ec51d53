/*
 * What leads a basket back to what it was before each change of it. Original, as
 * baskets are.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('basket_steps', table => {
    table.bigIncrements('id');
    table.string('proposal_id', 64).notNullable();
    table
      .text('back', 'longtext')
      .notNullable()
      .comment('entries to put and keys to remove, as JSON');
    table.bigInteger('at').notNullable();
    table.index(['proposal_id']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('basket_steps');
};
