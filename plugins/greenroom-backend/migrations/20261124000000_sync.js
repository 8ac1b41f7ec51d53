/*
 * Reconciling with git. All of it is derived: it can be dropped and read again.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('repositories', table => {
    table
      .string('external_id', 128)
      .nullable()
      .comment('stays through renames and transfers');
    table.string('default_branch', 256).nullable();
    table.text('url').nullable();
    table.boolean('archived').notNullable().defaultTo(false);
    table
      .integer('reader_version')
      .notNullable()
      .defaultTo(0)
      .comment('of the code that read it last');
    table.text('tags').nullable().comment('GtoArtifact[]');
    table.index(['source_id', 'external_id']);
  });

  await knex.schema.createTable('manifest_folders', table => {
    table.string('source_id', 128).notNullable();
    table.string('repository', 256).notNullable();
    table.string('folder', 512).notNullable();
    table
      .string('fingerprint', 64)
      .notNullable()
      .comment('of its manifest files and of what they name');
    table.text('watched').notNullable().comment('paths that its assets name');
    table.text('asset_ids').notNullable();
    table.text('problems').notNullable().comment('FileProblem[]');
    table.primary(['source_id', 'repository', 'folder']);
  });

  await knex.schema.createTable('syncs', table => {
    table.string('id', 64).primary().notNullable();
    table.string('source_id', 128).notNullable();
    table.string('repository', 256).notNullable();
    table.string('cause', 16).notNullable();
    table.string('outcome', 16).notNullable();
    table.string('commit', 64).nullable();
    table.bigInteger('started_at').notNullable();
    table.bigInteger('finished_at').notNullable();
    table.text('changed').notNullable().comment('ids of assets');
    table.text('removed').notNullable().comment('ids of assets');
    table.integer('problems').notNullable();
    table.text('message').nullable();
    table.index(['source_id', 'repository', 'started_at']);
    table.index(['source_id', 'started_at']);
  });

  await knex.schema.createTable('deployments', table => {
    table.string('id', 512).primary().notNullable();
    table.string('source_id', 128).notNullable();
    table.string('repository', 256).notNullable();
    table.string('folder', 512).notNullable();
    table.string('asset', 512).nullable().index().comment('as annotated');
    table.text('details').notNullable().comment('Deployment');
    table.string('commit', 64).notNullable();
    table.text('url').notNullable();
    table.index(['source_id', 'repository', 'folder']);
  });

  await knex.schema.createTable('dataset_links', table => {
    table
      .string('model_id', 512)
      .notNullable()
      .references('id')
      .inTable('assets')
      .onDelete('CASCADE');
    table.string('dataset', 128).notNullable().index();
    table.string('repository', 256).notNullable().comment('empty: any');
    table.primary(['model_id', 'dataset', 'repository']);
  });

  await knex.schema.alterTable('assets', table => {
    table.string('folder', 512).nullable();
    table.text('paths').nullable().comment('files that declare it');
    table.string('system', 255).nullable();
    table.text('stages').nullable().comment('what GTO tags say of it');
    table
      .text('warnings')
      .nullable()
      .comment('FileProblem[]: odd, and read all the same');
    table.text('drift').nullable().comment('Difference[]');
    table.text('duplicates').nullable().comment('ids of its namesakes');
    table.boolean('retain').notNullable().defaultTo(false);
    table.boolean('archived').notNullable().defaultTo(false);
  });

  await knex.schema.alterTable('revisions', table => {
    table
      .boolean('orphaned')
      .notNullable()
      .defaultTo(false)
      .comment('no longer on the branch, after a force-push');
  });

  await knex.schema.alterTable('jobs', table => {
    table
      .string('exclusive', 255)
      .nullable()
      .comment('of jobs with the same word one runs at a time');
  });
  // Both databases know partial indexes; knex has no word for them on all.
  await knex.raw(
    `CREATE UNIQUE INDEX jobs_exclusive_running ON jobs (exclusive) WHERE state = 'running'`,
  );
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.raw('DROP INDEX jobs_exclusive_running');
  await knex.schema.alterTable('jobs', table => table.dropColumn('exclusive'));
  await knex.schema.alterTable('revisions', table =>
    table.dropColumn('orphaned'),
  );
  await knex.schema.alterTable('assets', table => {
    table.dropColumns(
      'folder',
      'paths',
      'system',
      'stages',
      'warnings',
      'drift',
      'duplicates',
      'retain',
      'archived',
    );
  });
  for (const table of [
    'dataset_links',
    'deployments',
    'syncs',
    'manifest_folders',
  ]) {
    await knex.schema.dropTable(table);
  }
  await knex.schema.alterTable('repositories', table => {
    table.dropIndex(['source_id', 'external_id']);
    table.dropColumns(
      'external_id',
      'default_branch',
      'url',
      'archived',
      'reader_version',
      'tags',
    );
  });
};
