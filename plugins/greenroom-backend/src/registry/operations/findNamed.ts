import { datasetLinks, type ModelManifest } from '@greenroom/manifest';
import type { Knex } from 'knex';
import type { Asset } from '../Asset';

/** A name as a manifest writes it, with the repository where it says so. */
export type AssetName = {
  readonly name: string;
  readonly repository?: string;
};

/** The data sets that the manifest of a model names. */
export function datasetNames(manifest: ModelManifest): AssetName[] {
  return datasetLinks(manifest).map(({ dataset, repository }) => ({
    name: dataset,
    repository,
  }));
}

export type NamedRow = {
  readonly id: string;
  readonly name: string;
  readonly repository: string;
};

/** Ids, names and places of assets of a kind with any of these names, the first by id first. */
export function listNamed(
  knex: Knex,
  kind: Asset['kind'],
  names: readonly string[],
): Promise<NamedRow[]> {
  return knex('assets')
    .where({ kind })
    .whereIn('name', [...new Set(names)])
    .orderBy('id')
    .select('id', 'name', 'repository');
}

/** The first of a name, in the repository where it says one. */
export function pickNamed(
  rows: readonly NamedRow[],
  { name, repository }: AssetName,
): string | undefined {
  return rows.find(
    row => row.name === name && (!repository || row.repository === repository),
  )?.id;
}

/** The model that another names as its base, by its name or as `owner/name` of a hub. */
export function pickBase(
  rows: readonly NamedRow[],
  base: string,
): string | undefined {
  const names = namesOfBase(base);
  return rows.find(({ name }) => names.includes(name))?.id;
}

export function namesOfBase(base: string): string[] {
  return [base, base.split('/').at(-1)!];
}
