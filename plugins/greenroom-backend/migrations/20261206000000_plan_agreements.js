/*
 * Who agreed to which change of a pull request. Original: nobody else wrote it
 * down. Of a row nothing stands here but a digest.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('plan_agreements', table => {
    table.string('source_id', 128).notNullable();
    table.string('repository', 256).notNullable();
    table.integer('pull_number').notNullable();
    table.string('given_by', 255).notNullable();
    table.string('print', 32).notNullable().comment('digest of the change');
    table.bigInteger('given_at').notNullable();
    table.primary([
      'source_id',
      'repository',
      'pull_number',
      'given_by',
      'print',
    ]);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('plan_agreements');
};
