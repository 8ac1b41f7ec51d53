import type { Figure } from '@greenroom/backstage-plugin-greenroom-common';
import type { RunWithJob } from '../../analysis/RunStore';
import type { RowsRoom } from '../../rows/RowsRoom';
import type { DecisionStore } from '../decisions/DecisionStore';
import type { Word } from '../decisions/Word';
import type { AuditStore, StoredAudit } from './AuditStore';
import { RunHonesty } from './RunHonesty';

const METRICS: Record<string, Figure> = { accuracy: { value: 1 } };

const run = {
  id: 'run',
  split: 'test',
  model_asset_id: 'reader',
  dataset_asset_id: 'digits',
  dataset_version_id: 'v4',
  result: { predictionsArtifact: 'p', metrics: METRICS },
} as RunWithJob;

const word = (key: string, said: Partial<Word>): Word => ({
  assetId: 'digits',
  key,
  revision: 1,
  kind: 'relabel',
  from: '4',
  to: '9',
  author: 'user:default/mira',
  at: 1,
  versionId: 'v3',
  print: key,
  evidence: { modelAssetId: 'reader' },
  ...said,
});

/** Rows of the newest version: their label and split. */
const ROWS: Record<string, readonly [label: string, split: string]> = {
  a: ['9', 'test'],
  b: ['9', 'train'],
  c: ['4', 'test'],
  d: ['9', 'test'],
  e: ['4', 'test'],
};

function honestyOf(
  repairs: readonly Word[],
  inAudit: readonly Word[] = [],
  predicted: Record<string, string> = {},
) {
  const audit: StoredAudit = {
    id: 'audit',
    assetId: 'digits',
    versionId: 'v3',
    author: 'user:default/mira',
    at: 1,
    design: 'random',
    seed: 1,
    population: 100,
    strata: [{ name: 'all', rows: 100 }],
    sample: Object.entries(ROWS).map(([key, [given, split]]) => ({
      key,
      stratum: 'all',
      split,
      given,
    })),
  };
  return new RunHonesty({
    words: {
      relabelledOnWordOf: async () => repairs,
      ofAudits: async () =>
        inAudit.map(said => ({ ...said, auditId: 'audit' })),
    } as unknown as DecisionStore,
    audits: { listOfAssets: async () => [audit] } as unknown as AuditStore,
    rows: {
      labels: {
        of: async (_: string, keys: readonly string[]) =>
          new Map(
            keys.map(key => [
              key,
              { label: ROWS[key][0], split: ROWS[key][1], print: key },
            ]),
          ),
      },
      auditedPredictions: {
        of: async () => new Map([['p', new Map(Object.entries(predicted))]]),
      },
    } as unknown as Pick<RowsRoom, 'labels' | 'auditedPredictions'>,
  }).of([run]);
}

describe('RunHonesty', () => {
  it('counts labels of the split that git has because this model disagreed', async () => {
    const honesty = await honestyOf([
      word('a', {}),
      // Another split, not merged yet, another model's word, another row by now.
      word('b', {}),
      word('c', {}),
      word('d', { evidence: { modelAssetId: 'other' } }),
      word('e', { print: 'before' }),
    ]);
    expect(honesty.get('run')?.inflatedRows).toBe(1);
  });

  it('says nothing where nothing was repaired and nothing audited', async () => {
    expect(await honestyOf([])).toEqual(new Map());
  });

  it('tells the accuracy on rows people decided in an audit, by their word', async () => {
    const honesty = await honestyOf(
      [],
      [
        word('a', {}),
        word('c', { kind: 'keep', to: undefined }),
        word('e', { kind: 'exclude', to: undefined }),
        // Of another split; changed since.
        word('b', {}),
        word('d', { print: 'before' }),
      ],
      { a: '9', b: '9', c: '9', d: '9', e: '4' },
    );
    expect(honesty.get('run')?.onAudit).toMatchObject({
      auditId: 'audit',
      figure: { value: 0.5, n: 2 },
    });
  });
});
