/*
 * Reviews of model versions, what was pinned for them, and what people said and
 * decided. Original: git holds the statements of decisions, not the questions,
 * agreements and votes before them. Nothing here refers to a table that can be
 * dropped.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('reviews', table => {
    table.string('id', 64).primary().notNullable();
    table.string('asset_id', 512).notNullable();
    table.string('version_id', 64).notNullable();
    table
      .string('open_version_id', 64)
      .nullable()
      .unique()
      .comment('set while it is open: a version has one open review');
    table.text('subject').notNullable().comment('what is reviewed, as pinned');
    table.text('sections').notNullable().comment('as they were then');
    table.text('authors').notNullable();
    table.text('rule').notNullable().comment('in force when it was asked for');
    table.string('requested_by_type', 16).notNullable();
    table.string('requested_by', 255).notNullable();
    table.text('reason').nullable();
    table.bigInteger('requested_at').notNullable();
    table.string('state', 16).notNullable();
    table.string('decision', 32).nullable();
    table.bigInteger('decided_at').nullable();
    table.bigInteger('expires_at').nullable();
    table.text('changes').nullable().comment('what is another than it was');
    table.text('envelope').nullable().comment('the signed statement');
    table.text('statement').nullable().comment('where it is in git');
    table.index(['asset_id']);
    table.index(['state', 'requested_at']);
  });
  await knex.schema.createTable('review_agreements', table => {
    table.string('review_id', 64).notNullable();
    table.string('section', 32).notNullable();
    table.string('person', 255).notNullable();
    table.bigInteger('at').notNullable();
    table.primary(['review_id', 'section', 'person']);
    table.foreign('review_id').references('reviews.id').onDelete('CASCADE');
  });
  await knex.schema.createTable('review_votes', table => {
    table.string('review_id', 64).notNullable();
    table.string('person', 255).notNullable();
    table.string('decision', 32).notNullable();
    table.text('conditions').notNullable();
    table.text('comment').nullable();
    table.bigInteger('at').notNullable();
    table.primary(['review_id', 'person']);
    table.foreign('review_id').references('reviews.id').onDelete('CASCADE');
  });
  await knex.schema.createTable('review_words', table => {
    table.string('id', 64).primary().notNullable();
    table.string('review_id', 64).notNullable();
    table
      .string('question_id', 64)
      .nullable()
      .comment('of an answer; a question has none');
    table.string('section', 32).nullable();
    table.text('text').notNullable();
    table.string('person', 255).notNullable();
    table.bigInteger('at').notNullable();
    table.index(['review_id', 'at']);
    table.foreign('review_id').references('reviews.id').onDelete('CASCADE');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'review_words',
    'review_votes',
    'review_agreements',
    'reviews',
  ])
    await knex.schema.dropTable(table);
};
