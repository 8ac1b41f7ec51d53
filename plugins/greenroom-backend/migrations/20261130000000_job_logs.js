/*
 * What was written down of a job while it was worked on. Derived, as jobs are.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('job_logs', table => {
    table
      .string('job_id', 64)
      .primary()
      .notNullable()
      .references('id')
      .inTable('jobs')
      .onDelete('CASCADE');
    table.text('lines').notNullable().comment('LoggedLine[], the last of them');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('job_logs');
};
