/** One route, and what it asks of who calls it. */
export type RouteLine = {
  /** Method and path as the router has them. */
  readonly route: string;
  /** Names of permissions without `greenroom.`, of which all are asked for; those of an inner list are alternatives. */
  readonly asks: readonly (string | readonly string[])[];
  /** Services are refused: what is done bears the name of a person. */
  readonly peopleOnly?: true;
  /** What the auditor hears of it; a route that changes state without being heard of is a defect. */
  readonly audited?: string;
  /** It is no GET, and changes nothing: a question too long for an address, or one that derives an answer. */
  readonly changesNothing?: true;
  /** Also to whoever is signed out. */
  readonly isPublic?: true;
  readonly query?: string;
  readonly body?: object;
  /** Of the portal or of many assets: nobody is refused for the sake of one. */
  readonly ofNoAsset?: true;
};

/** Where `:versionId` stands for two in a body or a query. */
const BOTH = { from: ':versionId', to: ':versionId' };
const DECISION = { key: 'a', seen: 0 };
const COHORT = [{ type: 'missing', feature: 'hour' }];
const metadata = ['metadata.read'];
const rows = ['rows.read'];
const propose = ['propose', 'rows.read'];
const run = ['run'];
const review = ['review'];
const approve = ['approve'];

/**
 * Every route of the plugin. Whoever adds a route adds its line: the test finds
 * routes that are missing here, and lines whose route is gone.
 *
 * - A request needs a body that is valid, else it is refused as such by
 *   whoever may ask it (the test says so).
 * - `:assetId`, `:versionId`, `:runId`, `:jobId`, `:proposalId`, `:planId`,
 *   `:auditId` and `:retrainingId` become ids of things that are there, in paths,
 *   queries and bodies. Another kind of thing gets a row in `placeThings`, and a
 *   line in `permissions/assetsAbout.ts`.
 */
export const ROUTES: readonly RouteLine[] = [
  // registry
  { route: 'GET /assets', asks: metadata, ofNoAsset: true },
  {
    route: 'GET /schema/v1alpha1.json',
    asks: [],
    ofNoAsset: true,
    isPublic: true,
  },
  { route: 'GET /entities', asks: metadata, ofNoAsset: true },
  { route: 'GET /sources', asks: metadata, ofNoAsset: true },
  {
    route: 'GET /assets/by-entity',
    asks: metadata,
    query: 'entityRef=:entityRef',
  },
  { route: 'GET /assets/:assetId', asks: metadata },
  { route: 'GET /assets/:assetId/syncs', asks: metadata },
  { route: 'GET /assets/:assetId/versions', asks: metadata },
  {
    route: 'POST /assets/:assetId/refresh',
    asks: run,
    audited: 'asset-refresh',
  },

  // compute and jobs
  { route: 'GET /health/compute', asks: metadata, ofNoAsset: true },
  { route: 'GET /jobs', asks: metadata, query: 'assetId=:assetId' },
  { route: 'GET /jobs/:jobId/log', asks: metadata },
  { route: 'POST /jobs/:jobId/retry', asks: run, audited: 'job-retry' },
  { route: 'POST /jobs/:jobId/cancel', asks: run, audited: 'job-cancel' },

  // analysis
  { route: 'GET /runs', asks: metadata, query: 'modelAssetId=:assetId' },
  {
    route: 'GET /runs/compare',
    asks: rows,
    query: 'from=:runId&to=:runId',
  },
  {
    route: 'GET /runs/attribution',
    asks: rows,
    query: 'from=:runId&to=:runId',
  },
  { route: 'GET /runs/:runId', asks: metadata },
  {
    route: 'POST /runs/:runId/errors/explore',
    asks: rows,
    changesNothing: true,
    body: { view: { type: 'summary' } },
  },
  {
    route: 'GET /runs/:runId/errors/trend',
    asks: rows,
    query: `where=${encodeURIComponent(JSON.stringify(COHORT))}`,
  },
  { route: 'GET /runs/:runId/errors', asks: rows },
  { route: 'GET /assets/:assetId/runs/plan', asks: metadata },
  {
    route: 'POST /assets/:assetId/runs',
    asks: run,
    audited: 'run-ask',
    body: { modelVersionId: ':versionId', datasetVersionId: ':versionId' },
  },
  { route: 'GET /assets/:assetId/retrainings', asks: metadata },
  {
    route: 'POST /assets/:assetId/retrainings/:retrainingId/retry',
    asks: run,
    audited: 'retraining-retry',
  },
  { route: 'GET /versions/:versionId/labels', asks: rows },
  {
    route: 'GET /versions/:versionId/labels/groups',
    asks: rows,
    query: 'kind=conflict',
  },
  { route: 'GET /versions/:versionId/labels/map', asks: rows },
  { route: 'GET /versions/:versionId/labels/annotators', asks: rows },
  { route: 'GET /assets/:assetId/labels/history', asks: rows },
  { route: 'GET /versions/:versionId/profile', asks: rows },
  {
    route: 'POST /versions/compare',
    asks: rows,
    changesNothing: true,
    body: BOTH,
  },
  {
    route: 'POST /versions/:versionId/drift',
    asks: rows,
    changesNothing: true,
    body: { against: { kind: 'version', versionId: ':versionId' } },
  },
  {
    route: 'POST /versions/:versionId/leakage',
    asks: metadata,
    changesNothing: true,
  },

  // rows
  {
    route: 'POST /versions/:versionId/blame',
    asks: rows,
    changesNothing: true,
    body: { keys: ['a'] },
  },
  { route: 'GET /versions/:versionId/augmentations', asks: metadata },
  { route: 'GET /versions/:versionId/checks', asks: metadata },
  { route: 'GET /versions/:versionId/facts', asks: metadata },
  {
    route: 'POST /versions/:versionId/augmentations/preview',
    asks: rows,
    changesNothing: true,
    body: {
      augmentation: {
        name: 'turned',
        seed: 1,
        copies: 1,
        recipe: [{ operation: 'rotate', degrees: 5 }],
      },
    },
  },
  {
    route: 'POST /versions/compare/rows',
    asks: metadata,
    changesNothing: true,
    body: BOTH,
  },
  {
    route: 'POST /versions/:versionId/rows',
    asks: metadata,
    changesNothing: true,
    body: { runId: ':runId' },
  },
  { route: 'GET /versions/:versionId/collect', asks: metadata },
  {
    route: 'POST /versions/:versionId/thumbnails',
    asks: rows,
    changesNothing: true,
    body: { keys: ['a'] },
  },
  {
    route: 'POST /versions/:versionId/export',
    asks: rows,
    audited: 'rows-export',
  },

  // lineage
  { route: 'GET /assets/:assetId/obligations', asks: metadata },
  // Of a graph each node is shown or masked by itself: its own tests say how.
  {
    route: 'GET /lineage',
    asks: metadata,
    query: 'assetId=:assetId',
    ofNoAsset: true,
  },
  { route: 'GET /lineage/organisation', asks: metadata, ofNoAsset: true },
  {
    route: 'GET /lineage/impact',
    asks: metadata,
    query: 'assetId=:assetId',
    ofNoAsset: true,
  },
  {
    route: 'GET /lineage/path',
    asks: metadata,
    query: 'from=a&to=b',
    ofNoAsset: true,
  },
  {
    route: 'GET /lineage/compare',
    asks: metadata,
    query: 'first=a&second=b',
    ofNoAsset: true,
  },
  { route: 'GET /lineage/stale', asks: metadata, ofNoAsset: true },
  { route: 'GET /lineage/problems', asks: metadata, ofNoAsset: true },
  {
    route: 'GET /versions/:versionId/column-lineage',
    asks: metadata,
    ofNoAsset: true,
  },
  {
    route: 'POST /versions/:versionId/row-lineage',
    asks: ['metadata.read', 'rows.read'],
    changesNothing: true,
    body: { key: 'a' },
  },

  // proposals
  { route: 'GET /assets/:assetId/filters', asks: rows, peopleOnly: true },
  {
    route: 'PUT /assets/:assetId/filters',
    asks: rows,
    peopleOnly: true,
    audited: 'filter-save',
    body: { name: 'doubtful', query: 'kind=conflict' },
  },
  {
    route: 'DELETE /assets/:assetId/filters',
    asks: rows,
    peopleOnly: true,
    audited: 'filter-remove',
    body: { name: 'doubtful' },
  },
  {
    route: 'PUT /assets/:assetId/decisions',
    asks: propose,
    peopleOnly: true,
    audited: 'decisions-put',
    body: {
      versionId: ':versionId',
      decisions: [{ ...DECISION, kind: 'keep', from: '4' }],
    },
  },
  {
    route: 'DELETE /assets/:assetId/decisions',
    asks: propose,
    peopleOnly: true,
    audited: 'decisions-undo',
    body: { versionId: ':versionId', decisions: [DECISION] },
  },
  {
    route: 'POST /assets/:assetId/decisions/all',
    asks: propose,
    peopleOnly: true,
    audited: 'decisions-all',
    body: { versionId: ':versionId', filter: {}, decide: 'keep' },
  },
  {
    route: 'POST /versions/:versionId/decisions',
    asks: rows,
    changesNothing: true,
    body: { keys: ['a'] },
  },
  {
    route: 'POST /versions/:versionId/audits',
    asks: propose,
    peopleOnly: true,
    audited: 'audit-draw',
    body: { size: 10, design: 'random' },
  },
  { route: 'GET /versions/:versionId/audits', asks: rows },
  { route: 'GET /audits/:auditId', asks: rows },
  { route: 'GET /assets/:assetId/plans', asks: metadata },
  { route: 'GET /assets/:assetId/plans/:number', asks: metadata },
  {
    route: 'POST /plans/:planId/permit',
    asks: ['plan.permit'],
    peopleOnly: true,
    audited: 'plan-permit',
  },
  {
    route: 'POST /assets/:assetId/draft/plan',
    asks: propose,
    peopleOnly: true,
    changesNothing: true,
  },
  { route: 'GET /plans/:planId', asks: metadata },
  {
    route: 'POST /plans/:planId/rows',
    asks: metadata,
    changesNothing: true,
    body: { asset: 'digits' },
  },
  {
    route: 'POST /plans/:planId/thumbnails',
    asks: rows,
    changesNothing: true,
    body: { asset: 'digits', keys: ['a'] },
  },
  {
    route: 'GET /plans/:planId/agreements',
    asks: rows,
    peopleOnly: true,
  },
  {
    route: 'PUT /plans/:planId/agreements',
    asks: rows,
    peopleOnly: true,
    audited: 'plan-agree',
    body: { print: 'a'.repeat(32), word: 'agree' },
  },
  {
    route: 'POST /plans/:planId/comments',
    asks: propose,
    peopleOnly: true,
    audited: 'plan-comment',
    body: { id: 'a'.repeat(32), text: 'Why?' },
  },
  {
    route: 'PUT /assets/:assetId/draft/entries',
    asks: propose,
    peopleOnly: true,
    audited: 'basket-put',
    body: {
      entries: [
        { key: 'a', kind: 'card', section: 'Use', from: '', to: 'No.' },
      ],
    },
  },
  {
    route: 'DELETE /assets/:assetId/draft/entries',
    asks: propose,
    peopleOnly: true,
    audited: 'basket-remove',
    body: { keys: ['a'] },
  },
  {
    route: 'POST /assets/:assetId/draft/undo',
    asks: propose,
    peopleOnly: true,
    audited: 'basket-undo',
  },
  {
    route: 'POST /assets/:assetId/draft/take',
    asks: propose,
    peopleOnly: true,
    audited: 'basket-take',
    body: { proposalId: ':proposalId', keys: ['a'] },
  },
  { route: 'GET /assets/:assetId/new-rows', asks: rows, peopleOnly: true },
  {
    route: 'POST /assets/:assetId/new-rows/check',
    asks: propose,
    peopleOnly: true,
    changesNothing: true,
    body: { text: 'id\n1\n', format: 'csv' },
  },
  { route: 'GET /assets/:assetId/texts', asks: metadata, peopleOnly: true },
  {
    route: 'GET /proposals/:proposalId',
    asks: ['metadata.read', 'rows.read'],
    peopleOnly: true,
  },
  { route: 'GET /assets/:assetId/proposals', asks: metadata, peopleOnly: true },
  {
    route: 'GET /proposals/:proposalId/preview',
    asks: ['propose'],
    peopleOnly: true,
  },
  {
    route: 'POST /proposals/:proposalId/take-back',
    asks: propose,
    peopleOnly: true,
    audited: 'proposal-take-back',
  },
  {
    route: 'POST /proposals/:proposalId/check',
    asks: propose,
    peopleOnly: true,
    audited: 'basket-check',
  },
  {
    route: 'PUT /proposals/:proposalId/settlements',
    asks: propose,
    peopleOnly: true,
    audited: 'basket-settle',
    body: {
      settlements: [{ entry: 'a', conflict: '0'.repeat(32), take: 'ours' }],
    },
  },
  {
    route: 'POST /proposals/:proposalId/publish',
    asks: propose,
    peopleOnly: true,
    audited: 'proposal-publish',
    body: { title: 'Relabel a row' },
  },

  // governance
  { route: 'GET /assets/:assetId/card', asks: metadata },
  {
    route: 'GET /assets/:assetId/export/:format',
    asks: metadata,
    audited: 'asset-export',
  },
  {
    route: 'POST /openlineage',
    asks: ['administer'],
    audited: 'openlineage-accept',
    ofNoAsset: true,
  },
  { route: 'GET /reviews', asks: metadata, query: 'assetId=:assetId' },
  { route: 'GET /reviews/:reviewId', asks: metadata },
  {
    route: 'POST /assets/:assetId/reviews',
    asks: review,
    peopleOnly: true,
    audited: 'review-request',
    body: { versionId: ':versionId' },
  },
  {
    route: 'PUT /reviews/:reviewId/sections/:section/agreement',
    asks: approve,
    peopleOnly: true,
    audited: 'review-agree',
  },
  {
    route: 'DELETE /reviews/:reviewId/sections/:section/agreement',
    asks: approve,
    peopleOnly: true,
    audited: 'review-agree-not',
  },
  {
    route: 'POST /reviews/:reviewId/questions',
    asks: review,
    peopleOnly: true,
    audited: 'review-ask',
    body: { text: 'Why?' },
  },
  {
    route: 'POST /reviews/:reviewId/questions/:questionId/answers',
    asks: review,
    peopleOnly: true,
    audited: 'review-answer',
    body: { text: 'Because.' },
  },
  {
    route: 'POST /reviews/:reviewId/decision',
    asks: approve,
    peopleOnly: true,
    audited: 'review-decide',
    body: { decision: 'rejected' },
  },
  {
    route: 'POST /reviews/:reviewId/publish',
    asks: approve,
    peopleOnly: true,
    audited: 'review-publish',
  },
  {
    route: 'POST /reviews/:reviewId/renew',
    asks: review,
    peopleOnly: true,
    audited: 'review-renew',
  },
  {
    route: 'POST /reviews/:reviewId/withdraw',
    asks: review,
    peopleOnly: true,
    audited: 'review-withdraw',
  },
  { route: 'GET /allowed', asks: [], ofNoAsset: true },
  {
    route: 'GET /audit/events',
    asks: [['administer', 'review']],
    ofNoAsset: true,
  },
  {
    route: 'GET /audit/export',
    asks: [['administer', 'review']],
    audited: 'audit-export',
    query: 'format=csv',
    ofNoAsset: true,
  },
  {
    route: 'GET /originals/export',
    asks: ['administer'],
    audited: 'originals-export',
    ofNoAsset: true,
  },
  {
    route: 'POST /originals/restore',
    asks: ['administer'],
    peopleOnly: true,
    audited: 'originals-restore',
    ofNoAsset: true,
  },
];
