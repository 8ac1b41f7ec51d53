import type { Tag } from '@greenroom/manifest';
import type { Knex } from 'knex';

/** So many tags of a repository are kept: they are looked up, not listed. */
const KEPT_TAGS = 10_000;
/** SQLite binds no more than some thousand values a statement. */
const TAGS_AT_ONCE = 200;

/** Brings the tags of a repository up to date; writes nothing where they are. */
export async function putTags(
  knex: Knex,
  where: { readonly sourceId: string; readonly repository: string },
  tags: readonly Tag[],
): Promise<void> {
  const columns = { source_id: where.sourceId, repository: where.repository };
  const wanted = new Map(
    tags
      .filter(({ name }) => name.length <= 255)
      .slice(0, KEPT_TAGS)
      .map(({ name, commit }) => [name, commit]),
  );
  const known: Tag[] = await knex('git_tags')
    .where(columns)
    .select('name', 'commit');
  const gone = known.filter(({ name, commit }) => wanted.get(name) !== commit);
  const there = new Map(known.map(({ name, commit }) => [name, commit]));
  const fresh = [...wanted].filter(
    ([name, commit]) => there.get(name) !== commit,
  );
  if (gone.length === 0 && fresh.length === 0) return;
  await knex.transaction(async trx => {
    for (let i = 0; i < gone.length; i += TAGS_AT_ONCE)
      await trx('git_tags')
        .where(columns)
        .whereIn(
          'name',
          gone.slice(i, i + TAGS_AT_ONCE).map(({ name }) => name),
        )
        .delete();
    for (let i = 0; i < fresh.length; i += TAGS_AT_ONCE)
      await trx('git_tags').insert(
        fresh
          .slice(i, i + TAGS_AT_ONCE)
          .map(([name, commit]) => ({ ...columns, name, commit })),
      );
  });
}
