import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { insertAsset } from '../../__testUtils__/insertAsset';

/** An asset, and one of each thing that belongs to it, as rows only; ids by the names that routes have for them. */
export async function placeThings(
  knex: Knex,
  asset: { readonly id: string; readonly owner: string },
): Promise<Readonly<Record<string, string>>> {
  const assetId = asset.id;
  const [jobId, proposalId, auditId, retrainingId, reviewId, questionId] = [
    1, 2, 3, 4, 5, 6,
  ].map(() => randomUUID());
  const versionId = `version-of-${assetId}`;
  const runId = `run-of-${assetId}`;
  const planId = randomUUID().replaceAll('-', '');
  await insertAsset(knex, asset);
  await knex('assets')
    .where({ id: assetId })
    .update({
      manifest: JSON.stringify({
        kind: 'Dataset',
        name: assetId,
        formats: [],
        origins: {},
      }),
    });
  await knex('versions').insert({
    id: versionId,
    asset_id: assetId,
    digest: assetId,
    facts: '{}',
    pushed: false,
    created_at: 0,
  });
  await knex('jobs').insert({
    id: jobId,
    key: jobId,
    kind: 'test',
    lane: 'compute',
    asset_id: assetId,
    payload: '{}',
    state: 'failed',
    priority: 0,
    attempt: 1,
    progress: 0,
    created_at: 0,
    team: '',
    line: 0,
  });
  await knex('runs').insert({
    id: runId,
    job_id: jobId,
    evaluation: 'test',
    split: 'test',
    audited: false,
    model_asset_id: assetId,
    model_version_id: versionId,
    dataset_asset_id: assetId,
    dataset_version_id: versionId,
    created_at: 0,
  });
  await knex('proposals').insert({
    id: proposalId,
    asset_id: assetId,
    author: 'user:default/somebody',
    state: 'draft',
    title: 'Relabel',
    entries: '[]',
    base_version_id: versionId,
    created_at: 0,
    updated_at: 0,
  });
  await knex('plans').insert({
    id: planId,
    source_id: 's',
    repository: 'acme/data',
    pull_number: 1,
    asset_id: assetId,
    head_commit: 'a',
    state: 'waiting',
    pull: '{}',
    created_at: 0,
    updated_at: 0,
  });
  await knex('audits').insert({
    id: auditId,
    asset_id: assetId,
    version_id: versionId,
    author: 'user:default/somebody',
    at: 0,
    design: 'random',
    seed: 1,
    population: 0,
    strata: '[]',
    sample: '[]',
  });
  await knex('reviews').insert({
    id: reviewId,
    asset_id: assetId,
    version_id: versionId,
    subject: '{}',
    sections: '[]',
    authors: '[]',
    rule: '{}',
    requested_by_type: 'person',
    requested_by: 'user:default/somebody',
    requested_at: 0,
    state: 'withdrawn',
  });
  return {
    assetId,
    entityRef: `resource:default/${assetId}`,
    versionId,
    jobId,
    runId,
    proposalId,
    planId,
    auditId,
    retrainingId,
    reviewId,
    questionId,
    section: 'lineage',
    format: 'croissant',
    number: '1',
  };
}
