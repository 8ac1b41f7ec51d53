/*
 * What a proposal became on its host, as the host last told it, and why it does
 * not go on by itself. Original: which entries are on the branch, git does not say.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('proposals', table => {
    table
      .text('pull_details')
      .nullable()
      .comment('JSON: branch, commit, reviewers, comments, entries on it');
    table.string('problem', 32).nullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('proposals', table => {
    table.dropColumn('pull_details');
    table.dropColumn('problem');
  });
};
