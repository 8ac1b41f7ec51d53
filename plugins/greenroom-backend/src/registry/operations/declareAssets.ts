import type {
  FileProblem,
  Registration,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Manifest } from '@greenroom/manifest';
import type { Knex } from 'knex';
import { inPages } from '../../database/inPages';
import { writeTogether } from '../../database/writeTogether';
import { putTraits } from '../../permissions/putTraits';
import { attentionOf } from '../attention';
import { type DatasetLink, linkDatasets } from './linkDatasets';

export type AssetDeclaration = {
  readonly id: string;
  readonly kind: 'dataset' | 'model';
  readonly name: string;
  readonly sourceId: string;
  readonly repository: string;
  readonly path: string;
  readonly entityRef: string;
  readonly adopted: boolean;
  readonly owner: string;
  readonly manifest: Manifest;
  readonly card?: string;
  readonly headCommit: string;
  /** Words of title, description and tags. */
  readonly search: string;
  readonly folder: string;
  readonly paths: readonly string[];
  readonly system?: string;
  readonly registration?: Registration;
  readonly warnings: readonly FileProblem[];
  readonly retain: boolean;
  readonly archived: boolean;
  /** Data sets that a model names. */
  readonly datasets: readonly DatasetLink[];
  /** What of it could not be read, beside what is declared. */
  readonly unread?: {
    readonly reason: string;
    readonly problems: readonly FileProblem[];
  };
};

export const IN_SYNC = 'What is shown is what git declares.';

/** Rows of some thirty values each: below what either database takes in one statement. */
const ROWS_AT_A_TIME = 25;

/**
 * What git declares of assets, in place of what it declared before: of each all
 * of it, or nothing. What is known of their health stays. One that cannot be
 * written holds no other back.
 */
export async function declareAssets(
  knex: Knex,
  declarations: readonly AssetDeclaration[],
): Promise<void> {
  for (const page of inPages(declarations, ROWS_AT_A_TIME))
    await writeTogether(knex, page, async (trx, some) => {
      await putAssets(trx, some.map(declaredRow));
      await putTraits(
        trx,
        new Map(some.map(({ id, manifest }) => [id, manifest])),
      );
      await linkDatasets(
        trx,
        new Map(some.map(({ id, datasets }) => [id, datasets])),
      );
    });
}

async function putAssets(
  trx: Knex.Transaction,
  rows: readonly ReturnType<typeof declaredRow>[],
): Promise<void> {
  const asNew = {
    health_status: 'Progressing',
    health_reason: 'Its files are being read for the first time.',
    attention: attentionOf('Synced', 'Progressing'),
  };
  await trx('assets')
    .insert(rows.map(row => ({ ...row, ...asNew })))
    .onConflict('id')
    .merge(Object.keys(rows[0]));
}

function declaredRow(declaration: AssetDeclaration) {
  const { registration, unread, warnings } = declaration;
  return {
    id: declaration.id,
    kind: declaration.kind,
    name: declaration.name,
    source_id: declaration.sourceId,
    repository: declaration.repository,
    path: declaration.path,
    entity_ref: declaration.entityRef,
    adopted: declaration.adopted,
    owner: declaration.owner,
    manifest: JSON.stringify(declaration.manifest),
    card: declaration.card ?? null,
    head_commit: declaration.headCommit,
    sync_status: unread ? 'OutOfSync' : 'Synced',
    sync_reason: unread?.reason ?? IN_SYNC,
    sync_commit: declaration.headCommit,
    synced_at: Date.now(),
    problems: JSON.stringify(unread?.problems ?? []),
    folder: declaration.folder,
    paths: JSON.stringify(declaration.paths),
    system: declaration.system ?? null,
    stages: registrationText(registration),
    warnings: warnings.length > 0 ? JSON.stringify(warnings) : null,
    retain: declaration.retain,
    archived: declaration.archived,
    search: [
      declaration.name,
      declaration.repository,
      declaration.owner,
      declaration.search,
    ]
      .join(' ')
      .toLowerCase(),
  };
}

export function registrationText(
  registration: Registration | undefined,
): string | null {
  return registration ? JSON.stringify(registration) : null;
}
