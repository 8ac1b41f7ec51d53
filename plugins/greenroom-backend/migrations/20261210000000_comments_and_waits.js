/*
 * Comments on their way to a host, so that no two replicas say one at once, and
 * pushes of forks that wait, each with the label that was set before it. Both
 * derived: what was said is found again on the host by its marker, and a push
 * that is seen anew takes a label anew.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('plan_comments', table => {
    table.string('source_id', 128).notNullable();
    table.string('repository', 256).notNullable();
    table.integer('pull_number').notNullable();
    table.string('id', 32).notNullable().comment('made by who says it');
    table
      .bigInteger('held_until')
      .notNullable()
      .comment('nobody else says it before');
    table.text('url').nullable().comment('of the comment that is there');
    table.primary(['source_id', 'repository', 'pull_number', 'id']);
  });
  await knex.schema.createTable('plan_waits', table => {
    table.string('source_id', 128).notNullable();
    table.string('repository', 256).notNullable();
    table.integer('pull_number').notNullable();
    table.string('head_commit', 64).notNullable();
    table
      .string('labelling', 64)
      .nullable()
      .comment('of the label that was there when the push was first seen');
    table.primary(['source_id', 'repository', 'pull_number', 'head_commit']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('plan_waits');
  await knex.schema.dropTable('plan_comments');
};
