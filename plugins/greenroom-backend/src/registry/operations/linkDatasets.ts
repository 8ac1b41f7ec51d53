import type { Knex } from 'knex';

export type DatasetLink = {
  readonly dataset: string;
  readonly repository?: string;
};

/** Remembers which data sets a model names, so that neither side searches all of the other. */
export async function linkDatasets(
  knex: Knex,
  modelId: string,
  links: readonly DatasetLink[],
): Promise<void> {
  const rows = new Map(
    links.map(({ dataset, repository = '' }) => [
      `${dataset}\n${repository}`,
      { model_id: modelId, dataset, repository },
    ]),
  );
  await knex('dataset_links').where({ model_id: modelId }).delete();
  if (rows.size > 0) {
    await knex('dataset_links')
      .insert([...rows.values()])
      .onConflict(['model_id', 'dataset', 'repository'])
      .ignore();
  }
}

/** Ids of the models that name a data set. */
export async function modelsNaming(
  knex: Knex,
  dataset: { name: string; repository: string },
): Promise<string[]> {
  const rows = await knex<{
    model_id: string;
    dataset: string;
    repository: string;
  }>('dataset_links')
    .where({ dataset: dataset.name })
    .whereIn('repository', ['', dataset.repository])
    .distinct('model_id');
  return rows.map(({ model_id }) => model_id);
}
