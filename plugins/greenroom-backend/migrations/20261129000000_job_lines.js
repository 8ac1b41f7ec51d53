/*
 * Jobs wait in lines, one for each priority and team. Derived, as jobs are.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('jobs', table => {
    table
      .string('team', 255)
      .notNullable()
      .defaultTo('')
      .comment('owner of the asset when it was asked; empty without one');
    table
      .string('line', 260)
      .notNullable()
      .defaultTo('')
      .comment('9999 less the priority, in four digits, a blank and the team');
    table.bigInteger('started_at').nullable();
    table.index(['state', 'finished_at']);
    table.index(['lane', 'team', 'started_at']);
    table.dropIndex(['lane', 'state', 'priority', 'created_at']);
  });
  await knex('jobs')
    .whereNotNull('asset_id')
    .update({
      team: knex.raw(
        `COALESCE((SELECT owner FROM assets WHERE assets.id = jobs.asset_id), '')`,
      ),
    });
  await knex('jobs').update({
    line: knex.raw(
      `substr('0000' || CAST(9999 - priority AS varchar(4)), length(CAST(9999 - priority AS varchar(4))) + 1) || ' ' || team`,
    ),
  });
  // Both databases know partial indexes; knex has no word for them on all.
  await knex.raw(
    `CREATE INDEX jobs_waiting ON jobs (lane, line, created_at) WHERE state = 'queued'`,
  );
  await knex.raw(
    `CREATE INDEX jobs_leased ON jobs (lane, lease_until) WHERE lease_until IS NOT NULL`,
  );
  await knex.raw(
    `CREATE INDEX jobs_running ON jobs (lane, team) WHERE state = 'running'`,
  );
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const index of ['jobs_waiting', 'jobs_leased', 'jobs_running'])
    await knex.raw(`DROP INDEX ${index}`);
  await knex.schema.alterTable('jobs', table => {
    table.index(['lane', 'state', 'priority', 'created_at']);
    table.dropIndex(['lane', 'team', 'started_at']);
    table.dropIndex(['state', 'finished_at']);
    table.dropColumns('team', 'line', 'started_at');
  });
};
