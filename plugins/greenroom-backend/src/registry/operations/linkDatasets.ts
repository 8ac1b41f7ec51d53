import type { Knex } from 'knex';
import { inPages } from '../../database/inPages';

export type DatasetLink = {
  readonly dataset: string;
  readonly repository?: string;
};

type LinkRow = {
  readonly model_id: string;
  readonly dataset: string;
  readonly repository: string;
};

/** Rows of three values each: below what either database takes in one statement. */
const ROWS_AT_A_TIME = 300;

/** Remembers which data sets models name, by model, so that neither side searches all of the other. */
export async function linkDatasets(
  trx: Knex,
  links: ReadonlyMap<string, readonly DatasetLink[]>,
): Promise<void> {
  await trx('dataset_links')
    .whereIn('model_id', [...links.keys()])
    .delete();
  const rows = [...links].flatMap(([modelId, named]) => rowsOf(modelId, named));
  for (const page of inPages(rows, ROWS_AT_A_TIME))
    await trx('dataset_links')
      .insert(page)
      .onConflict(['model_id', 'dataset', 'repository'])
      .ignore();
}

function rowsOf(modelId: string, links: readonly DatasetLink[]): LinkRow[] {
  const rows = new Map(
    links.map(({ dataset, repository = '' }) => [
      `${dataset}\n${repository}`,
      { model_id: modelId, dataset, repository },
    ]),
  );
  return [...rows.values()];
}

/** Ids of the models that name any of these data sets. */
export async function modelsNaming(
  knex: Knex,
  datasets: readonly { readonly name: string; readonly repository: string }[],
): Promise<string[]> {
  if (datasets.length === 0) return [];
  const named = new Set(
    datasets.flatMap(({ name, repository }) =>
      ['', repository].map(where => `${name}\n${where}`),
    ),
  );
  const rows = await knex<LinkRow>('dataset_links')
    .whereIn('dataset', [...new Set(datasets.map(({ name }) => name))])
    .whereIn('repository', [
      ...new Set(['', ...datasets.map(({ repository }) => repository)]),
    ])
    .orderBy('model_id');
  return [
    ...new Set(
      rows
        .filter(row => named.has(`${row.dataset}\n${row.repository}`))
        .map(row => row.model_id),
    ),
  ];
}
