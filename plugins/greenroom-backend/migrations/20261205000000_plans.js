/*
 * What pull requests would do. `plans` is derived: hosts are asked again, and
 * what was computed is found by what it was computed from. `plan_permits` is
 * original: git does not say who let the pull request of a fork be planned.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('plans', table => {
    table.string('id', 64).primary().notNullable();
    table.string('source_id', 128).notNullable();
    table.string('repository', 256).notNullable();
    table.integer('pull_number').notNullable();
    table.string('asset_id', 512).notNullable();
    table.string('head_commit', 64).notNullable();
    table.string('base_commit', 64).nullable();
    table.string('state', 16).notNullable();
    table.string('job_id', 64).nullable().index();
    table.text('reason').nullable();
    table.text('pull').notNullable().comment('PlannedPull');
    table
      .string('told', 64)
      .nullable()
      .comment('digest of the check that the host has');
    table.bigInteger('created_at').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.index(['asset_id', 'pull_number']);
    table.index(['source_id', 'repository', 'pull_number']);
  });
  await knex.schema.createTable('plan_permits', table => {
    table.string('source_id', 128).notNullable();
    table.string('repository', 256).notNullable();
    table.integer('pull_number').notNullable();
    table.string('head_commit', 64).notNullable();
    table.string('given_by', 255).notNullable();
    table.string('way', 16).notNullable().comment('label, portal');
    table.bigInteger('given_at').notNullable();
    table.primary(['source_id', 'repository', 'pull_number', 'head_commit']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('plan_permits');
  await knex.schema.dropTable('plans');
};
