/**
 * What each table of the plugin is: *derived*, which can be dropped and is
 * rebuilt from git and its hosts, or *original*, which cannot, and so is backed
 * up and goes into an export, read by the columns that are named here. A test
 * holds the list to the database: a new table needs its line here. Originals
 * stand in the order in which they are restored.
 */
export const TABLES = {
  proposals: ['id'],
  basket_steps: ['id'],
  decisions: ['id'],
  audits: ['id'],
  saved_filters: ['asset_id', 'author', 'name'],
  retrainings: ['id'],
  plan_permits: ['source_id', 'repository', 'pull_number', 'head_commit'],
  plan_agreements: [
    'source_id',
    'repository',
    'pull_number',
    'given_by',
    'print',
  ],
  reviews: ['id'],
  review_agreements: ['review_id', 'section', 'person'],
  review_votes: ['review_id', 'person'],
  review_words: ['id'],
  openlineage_events: ['run_id'],
  audit_events: ['id'],
  audit_event_assets: ['asset_id', 'event_id'],

  assets: 'derived',
  asset_traits: 'derived',
  revisions: 'derived',
  versions: 'derived',
  repositories: 'derived',
  manifest_folders: 'derived',
  syncs: 'derived',
  deployments: 'derived',
  dataset_links: 'derived',
  git_tags: 'derived',
  jobs: 'derived',
  job_logs: 'derived',
  analyses: 'derived',
  runs: 'derived',
  plans: 'derived',
  plan_comments: 'derived',
  plan_waits: 'derived',
  policy_files: 'derived',
  policy_checks: 'derived',
  lineage_state: 'derived',
  lineage_nodes: 'derived',
  lineage_edges: 'derived',
  lineage_columns: 'derived',
  lineage_snapshots: 'derived',
} as const satisfies Record<string, 'derived' | readonly string[]>;

/** Originals with the columns that tell their rows apart. */
export const ORIGINAL_TABLES: readonly {
  readonly table: string;
  readonly key: readonly string[];
}[] = Object.entries(TABLES).flatMap(([table, key]) =>
  key === 'derived' ? [] : [{ table, key }],
);
