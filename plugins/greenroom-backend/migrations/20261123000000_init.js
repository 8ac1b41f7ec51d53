/*
 * Derived tables can be dropped and rebuilt from git: assets, revisions,
 * versions, contents, jobs, analyses, runs. Original: proposals.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('assets', table => {
    table.string('id', 512).primary().notNullable();
    table.string('kind', 16).notNullable();
    table.string('name', 128).notNullable();
    table.string('source_id', 128).notNullable();
    table.string('repository', 256).notNullable();
    table.string('path', 512).notNullable();
    table.string('entity_ref', 255).notNullable().index();
    table.boolean('adopted').notNullable().defaultTo(false);
    table.string('owner', 255).notNullable();
    table.text('manifest').notNullable().comment('the last good declaration');
    table.text('card').nullable();
    table.string('head_commit', 64).nullable();
    table.string('sync_status', 16).notNullable();
    table.text('sync_reason').notNullable();
    table.string('sync_commit', 64).nullable();
    table.bigInteger('synced_at').nullable();
    table.text('problems').notNullable().comment('FileProblem[]');
    table.string('health_status', 16).notNullable();
    table.text('health_reason').notNullable();
    table
      .integer('attention')
      .notNullable()
      .comment('higher comes first in the list');
    table.text('search').notNullable().comment('lower case words');
    table.index(['attention', 'name']);
    table.index(['source_id', 'repository']);
    table.index(['kind', 'name']);
  });

  await knex.schema.createTable('versions', table => {
    table.string('id', 64).primary().notNullable();
    table
      .string('asset_id', 512)
      .notNullable()
      .references('id')
      .inTable('assets')
      .onDelete('CASCADE');
    table.string('digest', 128).notNullable();
    table.text('facts').notNullable().comment('VersionFacts');
    table
      .boolean('pushed')
      .notNullable()
      .comment('arrived after the asset was first synced');
    table.bigInteger('created_at').notNullable();
    table.unique(['asset_id', 'digest']);
  });

  await knex.schema.createTable('revisions', table => {
    table
      .string('asset_id', 512)
      .notNullable()
      .references('id')
      .inTable('assets')
      .onDelete('CASCADE');
    table.string('commit', 64).notNullable();
    table.integer('ordinal').notNullable();
    table.text('details').notNullable().comment('Commit');
    table.text('manifest').notNullable();
    table.text('files').notNullable().comment('path to git object id');
    table.string('byte_digest', 128).notNullable();
    table.string('version_id', 64).nullable().index();
    table.boolean('pushed').notNullable();
    table.text('problems').notNullable();
    table.primary(['asset_id', 'commit']);
  });

  await knex.schema.createTable('repositories', table => {
    table.string('source_id', 128).notNullable();
    table.string('full_name', 256).notNullable();
    table.string('head_commit', 64).nullable();
    table.string('pushed_at', 64).nullable();
    table.bigInteger('synced_at').nullable();
    table.text('error').nullable();
    table.text('problems').notNullable();
    table.primary(['source_id', 'full_name']);
  });

  await knex.schema.createTable('jobs', table => {
    table.string('id', 64).primary().notNullable();
    table.string('key', 128).notNullable().unique();
    table.string('kind', 32).notNullable();
    table.string('lane', 16).notNullable();
    table.string('asset_id', 512).nullable().index();
    table.text('payload').notNullable();
    table.string('state', 16).notNullable();
    table.integer('priority').notNullable();
    table.integer('attempt').notNullable();
    table.string('lease_token', 64).nullable();
    table.bigInteger('lease_until').nullable();
    table.float('progress').notNullable();
    table.text('message').nullable();
    table.text('result').nullable();
    table.text('error').nullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('finished_at').nullable();
    table.index(['lane', 'state', 'priority', 'created_at']);
  });

  await knex.schema.createTable('analyses', table => {
    table.string('kind', 32).notNullable();
    table.string('subject', 512).notNullable();
    table.string('job_id', 64).notNullable().index();
    table.primary(['kind', 'subject']);
  });

  await knex.schema.createTable('runs', table => {
    table.string('id', 64).primary().notNullable();
    table.string('job_id', 64).notNullable().index();
    table.string('evaluation', 128).notNullable();
    table.string('split', 128).notNullable();
    table.boolean('audited').notNullable();
    table.string('model_asset_id', 512).notNullable().index();
    table.string('model_version_id', 64).notNullable();
    table.string('dataset_asset_id', 512).notNullable().index();
    table.string('dataset_version_id', 64).notNullable().index();
    table.bigInteger('created_at').notNullable();
  });

  await knex.schema.createTable('proposals', table => {
    table.string('id', 64).primary().notNullable();
    table.string('asset_id', 512).notNullable().index();
    table.string('author', 255).notNullable();
    table.string('state', 16).notNullable();
    table.string('title', 255).notNullable();
    table.text('entries').notNullable();
    table.string('base_version_id', 64).notNullable();
    table.integer('pull_number').nullable();
    table.text('pull_url').nullable();
    table.string('merge_commit', 64).nullable();
    table.integer('changed_lines').nullable();
    table.text('error').nullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.index(['asset_id', 'author', 'state']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'proposals',
    'runs',
    'analyses',
    'jobs',
    'repositories',
    'revisions',
    'versions',
    'assets',
  ]) {
    await knex.schema.dropTable(table);
  }
};
