/*
 * A sample drawn by what a model flags is weighed by the scores it was drawn by,
 * whatever a later model thinks.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('audits', table => {
    table
      .string('scores_artifact', 80)
      .nullable()
      .comment('the scores by which the strata were made');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('audits', table => {
    table.dropColumn('scores_artifact');
  });
};
