/*
 * A data set that was named without a version had the id of its group, and stood
 * in pictures as a repository. All of lineage is derived: it is stated anew, a
 * minute after the portal is there.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  for (const table of [
    'lineage_snapshots',
    'lineage_columns',
    'lineage_edges',
    'lineage_nodes',
    'lineage_state',
  ])
    await knex(table).delete();
};

exports.down = async function down() {
  // What was stated anew stays true.
};
