import { followed } from './followed';
import type { RetrainingRow } from './Retraining';

const SENT = Date.parse('2026-11-26T10:00:00Z');
const row: RetrainingRow = {
  id: 'r',
  model_asset_id: 'm',
  dataset_asset_id: 'd',
  dataset_version_id: 'v',
  source_id: 's',
  repository: 'acme/model',
  workflow: 'retrain.yml',
  ref: 'main',
  inputs: '{}',
  dataset_revision: 'a'.repeat(40),
  state: 'sent',
  attempt: 1,
  job_id: 'j',
  asked_at: SENT,
  sent_at: SENT,
  started_at: null,
  ended_at: null,
  run_id: null,
  before_run_id: null,
  run_number: null,
  run_url: null,
  reason: null,
  reason_url: null,
};
const run = {
  id: '7',
  number: 3,
  url: 'https://host.test/runs/3',
  state: 'running',
  startedAt: '2026-11-26T10:00:10Z',
} as const;

describe('followed', () => {
  it('takes up a run that the host begins to show', () => {
    expect(followed(row, run, SENT)).toMatchObject({
      state: 'running',
      run_id: '7',
      run_number: 3,
      started_at: SENT + 10_000,
    });
  });

  it('writes nothing down where nothing moved, as any database tells it', () => {
    const known = {
      ...row,
      ...followed(row, run, SENT)!,
      started_at: String(SENT + 10_000),
    };
    expect(followed(known, run, SENT)).toBeUndefined();
  });

  it('waits some minutes for a run, then says that there is none', () => {
    expect(followed(row, undefined, SENT + 60_000)).toBeUndefined();
    expect(followed(row, undefined, SENT + 3_600_000)).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('shows no run of it'),
    });
  });

  it('says that a run is gone', () => {
    const seen = { ...row, run_id: '7' };
    expect(followed(seen, undefined, SENT)).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('has the run no more'),
    });
  });

  it('brings one back to life that somebody runs again on the host', () => {
    const failed = { ...row, state: 'failed' as const, run_id: '7' };
    expect(followed(failed, run, SENT)).toMatchObject({ state: 'running' });
  });
});
