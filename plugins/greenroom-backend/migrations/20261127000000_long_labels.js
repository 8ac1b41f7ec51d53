/*
 * The label of a picture with boxes is all its boxes as a text, which is longer
 * than the name of a class.
 */

const COLUMNS = ['from_label', 'to_label'];

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('decisions', table => {
    table.text('from_label').notNullable().alter();
    table.text('to_label').nullable().alter();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  // What does not fit was said of boxes, which the code of before cannot read.
  for (const column of COLUMNS)
    await knex('decisions').whereRaw(`length(${column}) > 200`).delete();
  await knex.schema.alterTable('decisions', table => {
    table.string('from_label', 200).notNullable().alter();
    table.string('to_label', 200).nullable().alter();
  });
};
