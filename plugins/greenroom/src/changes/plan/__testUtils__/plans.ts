import type {
  ChangedRow,
  ChangedRowPage,
  GreenroomApi,
  Plan,
  PullPlan,
} from '@greenroom/backstage-plugin-greenroom-common';
import { digits } from '../../__testUtils__/portal';

const nothing = { from: 9_000, to: 9_000, added: 0, removed: 0, changed: 40 };

export const plan: Plan = {
  base: 'a'.repeat(40),
  head: 'b'.repeat(40),
  verdict: 'failed',
  reasons: [
    {
      weight: 'failed',
      asset: 'digits',
      text: 'accuracy of digit-reader on test would be below 0.95.',
    },
  ],
  assets: [
    {
      name: 'digits',
      kind: 'Dataset',
      path: 'greenroom.yaml',
      change: 'changed',
      matchedBy: 'key',
      rows: nothing,
      cells: { label: 40 },
      remarks: [],
    },
  ],
  rows: nothing,
  labelTransitions: [
    { asset: 'digits', from: '4', to: '9', count: 25 },
    { asset: 'digits', from: '9', to: '4', count: 15 },
  ],
  boxes: [],
  schema: { added: [], removed: [], retyped: [] },
  drift: [],
  leakage: [
    {
      asset: 'digits',
      kind: 'exact',
      split: 'train',
      otherSplit: 'test',
      introduced: 2,
      resolved: 0,
      keys: ['0007', '0009'],
    },
  ],
  duplicates: [],
  debt: [
    {
      asset: 'digits',
      kind: 'doubtful',
      introduced: 1,
      resolved: 0,
      rows: [{ key: '0001', label: '9', suggested: '4' }],
    },
  ],
  licences: [],
  personal: [],
  semver: 'minor',
  releases: [],
  evaluations: [
    {
      model: 'digit-reader',
      evaluation: 'test',
      dataset: 'digits',
      split: 'test',
      before: 2_000,
      after: 2_000,
      predictions: { reused: 2_000, made: 0, missing: 0, missingKeys: [] },
      fixed: 3,
      broken: 20,
      relabelled: 40,
    },
  ],
  metrics: [
    {
      model: 'digit-reader',
      evaluation: 'test',
      name: 'accuracy',
      dataset: 'digits',
      split: 'test',
      before: 0.951,
      after: 0.942,
      low: -0.014,
      high: -0.004,
      pValue: 0.001,
    },
  ],
  slices: [],
  stale: [],
  gates: [
    {
      model: 'digit-reader',
      evaluation: 'test',
      metric: 'accuracy',
      min: 0.95,
      value: 0.942,
      passed: false,
      outcome: 'failed',
      reason: 'accuracy 0.942 is below 0.95',
      before: 'passed',
    },
  ],
};

export const pullPlan: PullPlan = {
  id: 'c'.repeat(32),
  assetId: digits.id,
  pull: {
    number: 12,
    url: 'http://localhost:7008/northlight/digits-data/pull/12',
    title: 'Repair nines',
    author: 'mira-okafor',
    state: 'open',
    headBranch: 'repair',
    baseBranch: 'main',
    fork: false,
  },
  headCommit: plan.head,
  headUrl: 'http://localhost:7008/northlight/digits-data/commit/b',
  baseCommit: plan.base,
  state: 'ready',
  verdict: 'failed',
  says: 'accuracy of digit-reader on test would be below 0.95.',
  updatedAt: '2026-11-26T10:00:00Z',
  mayPermit: false,
  plan,
  rows: [{ asset: 'digits', total: 40, pictures: true, matchedBy: 'key' }],
  hidden: false,
};

const ROWS: readonly ChangedRow[] = Array.from({ length: 40 }, (_, i) => ({
  key: String(i).padStart(4, '0'),
  print: `p${i}`,
  change: 'changed',
  cells: [
    { column: 'label', from: i < 25 ? '4' : '9', to: i < 25 ? '9' : '4' },
  ],
}));

/** An API with one plan, whose rows are filtered and paged as the backend does. */
export function planApi(
  shown: Partial<PullPlan> = {},
): Partial<GreenroomApi> & { readonly asked: number[] } {
  const asked: number[] = [];
  return {
    asked,
    getPlan: async () => ({ ...pullPlan, ...shown }),
    getPlanRows: async ({
      filter,
      offset = 0,
      limit = 50,
    }): Promise<ChangedRowPage> => {
      asked.push(offset);
      const found = ROWS.filter(
        ({ cells: [label] }) =>
          !filter?.transition || label.from === filter.transition.from,
      );
      return {
        rows: found.slice(offset, offset + limit),
        total: found.length,
        offset,
        masked: [],
        hidden: false,
      };
    },
    getPlanThumbnails: async () => ({ thumbnails: {} }),
    getPlanAgreements: async () => ({ prints: ['p1'] }),
  };
}
