/*
 * Which data asked a host to train a model, and what came of it. Original: git
 * does not say that somebody was asked, and hosts forget their runs. Nothing
 * here refers to a table that can be dropped.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('retrainings', table => {
    table.string('id', 64).primary().notNullable();
    table.string('model_asset_id', 512).notNullable();
    table.string('dataset_asset_id', 512).notNullable();
    table.string('dataset_version_id', 64).notNullable();
    table.string('source_id', 64).notNullable();
    table.string('repository', 255).notNullable().comment('of the workflow');
    table.string('workflow', 255).notNullable();
    table.string('ref', 250).notNullable();
    table.text('inputs').notNullable();
    table.string('dataset_revision', 64).notNullable();
    table.string('state', 16).notNullable();
    table.integer('attempt').notNullable().comment('from 1');
    table.string('job_id', 64).nullable().comment('of the last attempt');
    table.bigInteger('asked_at').notNullable();
    table.bigInteger('sent_at').nullable();
    table.bigInteger('started_at').nullable();
    table.bigInteger('ended_at').nullable();
    table.string('run_id', 64).nullable();
    table
      .string('before_run_id', 64)
      .nullable()
      .comment('of the attempt before');
    table.integer('run_number').nullable();
    table.text('run_url').nullable();
    table.text('reason').nullable();
    table.text('reason_url').nullable();
    // Once for each model and each content of its data.
    table.unique(['model_asset_id', 'dataset_version_id']);
    table.index(['state']);
  });
  // They pointed at jobs that told no more than that the host was asked.
  await knex('analyses').where({ kind: 'training' }).delete();
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('retrainings');
};
