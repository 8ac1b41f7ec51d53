/*
 * What rules of permissions ask of a manifest. Derived: read from the manifests
 * that are there already, and written anew with each.
 */

/** Manifests read at a time; of 10,000 none stays in memory for long. */
const BATCH = 500;

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('asset_traits', table => {
    table
      .string('asset_id', 512)
      .notNullable()
      .references('id')
      .inTable('assets')
      .onDelete('CASCADE');
    table.string('trait', 255).notNullable().comment('tag:…, personal');
    table.primary(['asset_id', 'trait']);
    table.index(['trait', 'asset_id']);
  });
  await knex.schema.alterTable('assets', table => {
    table.index(['owner']);
  });
  for (let after = ''; ; ) {
    const rows = await knex('assets')
      .where('id', '>', after)
      .orderBy('id')
      .limit(BATCH)
      .select('id', 'manifest');
    for (const { id, manifest } of rows) {
      const traits = traitsOf(JSON.parse(manifest));
      if (traits.length > 0)
        await knex('asset_traits').insert(
          traits.map(trait => ({ asset_id: id, trait })),
        );
    }
    if (rows.length < BATCH) return;
    after = rows[rows.length - 1].id;
  }
};

/** As `permissions/assetTraits.ts` wrote them when this migration was made. */
function traitsOf({ tags = [], columns = [] }) {
  return [
    ...new Set([
      ...tags.map(tag => `tag:${tag}`.slice(0, 255)),
      ...(columns.some(({ personal }) => personal) ? ['personal'] : []),
    ]),
  ];
}

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('assets', table => {
    table.dropIndex(['owner']);
  });
  await knex.schema.dropTable('asset_traits');
};
