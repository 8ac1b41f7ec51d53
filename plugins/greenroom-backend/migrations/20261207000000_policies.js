/*
 * Policies and waivers as git states them, and what they say of versions. Both
 * are derived: files are read again with the next sync of their repository, and
 * checks are computed again when somebody asks.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('policy_files', table => {
    table.string('source_id', 128).notNullable();
    table.string('repository', 256).notNullable();
    table.string('path', 512).notNullable();
    table.string('oid', 64).notNullable().comment('of the blob');
    table.text('place').notNullable().comment('PolicyPlace');
    table.text('content').nullable().comment('absent where it is too large');
    table
      .string('stated_commit', 64)
      .notNullable()
      .comment('the last that touched the file');
    table.string('author', 255).notNullable();
    table.boolean('author_verified').notNullable();
    table.string('stated_on', 10).notNullable().comment('2026-11-26');
    table.text('url').notNullable();
    table.text('bundles').notNullable().comment('path to blob');
    table.primary(['source_id', 'repository', 'path']);
  });
  await knex.schema.createTable('policy_checks', table => {
    table.string('version_id', 64).primary().notNullable();
    table.string('asset_id', 512).notNullable().index();
    table.string('digest', 64).notNullable().comment('of rules and facts');
    table.text('checks').notNullable().comment('PolicyCheck[]');
    table.bigInteger('checked_at').notNullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('policy_checks');
  await knex.schema.dropTable('policy_files');
};
