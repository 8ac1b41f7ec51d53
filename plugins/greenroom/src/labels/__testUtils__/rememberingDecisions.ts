import type {
  Decide,
  GreenroomApi,
  LabelIssue,
  LabelQuality,
  RowDecision,
} from '@greenroom/backstage-plugin-greenroom-common';
import { digits, done } from '../../changes/__testUtils__/portal';

export const ME = 'user:default/mira-okafor';

export const issue = (
  key: string,
  changes: Partial<LabelIssue> = {},
): LabelIssue => ({
  key,
  kind: 'label_error',
  split: 'train',
  given: '9',
  suggested: '4',
  score: 0.02,
  pGiven: 0.02,
  pSuggested: 0.97,
  annotator: 'ann-3',
  why: 'model 0.97 for 4',
  likely: [
    { label: '4', p: 0.97 },
    { label: '9', p: 0.02 },
  ],
  neighbours: [{ key: 'n-1', label: '4', split: 'train', distance: 0.1 }],
  ...changes,
});

export const quality: LabelQuality = {
  job: done,
  datasetVersionId: 'v1',
  rows: 1000,
  issues: 3,
  labelsOk: { value: 0.997, low: 0.99, high: 0.999, n: 1000 },
  transitions: [{ given: '9', suggested: '4', count: 3 }],
  byKind: [
    { kind: 'label_error', count: 3 },
    { kind: 'ambiguous', count: 0 },
    { kind: 'outlier', count: 2 },
  ],
  byClass: [
    { label: '9', rows: 100, wrong: 3, missing: 0 },
    { label: '4', rows: 100, wrong: 0, missing: 3 },
  ],
  byAnnotator: [{ annotator: 'ann-3', rows: 500, issues: 3 }],
  ambiguousPairs: [{ a: '4', b: '9', count: 31 }],
  predictions: [
    {
      splits: ['train'],
      origin: 'out-of-fold of digit-reader 2.0.0',
      rows: 1000,
    },
  ],
  checks: [
    {
      name: 'Declared classes',
      state: 'passed',
      text: 'every class has rows',
    },
    { name: 'Outliers', state: 'found', text: '2 rows are unlike all others' },
    { name: 'Annotators', state: 'not run', text: 'no column names them' },
  ],
  progress: { rows: 60, decided: 20, later: 3, again: 2 },
  items: [],
  total: 0,
};

/** Labels and decisions as the backend keeps them: words in layers, a basket, and an open queue that shrinks. */
export function rememberingDecisions(
  issues: readonly LabelIssue[] = [issue('0001'), issue('0002'), issue('0003')],
) {
  const words = new Map<string, RowDecision[]>();
  const asked: Parameters<GreenroomApi['getLabelQuality']>[0][] = [];
  const standing = (key: string) => words.get(key)?.at(-1);
  const say = ({ seen: _, ...word }: Decide, author = ME): RowDecision => {
    const before = words.get(word.key) ?? [];
    const said: RowDecision = {
      ...word,
      author,
      at: '2026-11-25T10:00:00Z',
      versionId: 'v1',
      revision: (before.at(-1)?.revision ?? 0) + 1,
      state: 'standing',
    };
    words.set(word.key, [...before, said]);
    return said;
  };
  const api = {
    listVersions: async () => [digits.version!],
    listAudits: async () => [],
    listFilters: async () => [],
    getLabelHistory: async () => ({ items: [] }),
    getBlame: async () => ({
      versionId: 'v1',
      job: done,
      commits: [
        {
          sha: 'c3d4',
          author: 'ann-3',
          date: '2026-10-20T10:00:00Z',
          message: 'Label again',
        },
      ],
      rows: issues.map(({ key }) => ({
        key,
        cells: [{ column: 'label', value: '9', commit: 0 }],
      })),
      masked: [],
    }),
    getRows: async () => ({
      columns: [],
      rows: [],
      total: 0,
      offset: 0,
      masked: [],
      hidden: false,
    }),
    getLabelQuality: async query => {
      asked.push(query);
      const { key, decided, offset = 0, limit = 50 } = query;
      const passing = issues
        .map(each => ({ ...each, decision: standing(each.key) }))
        .filter(each => key === undefined || [key].flat().includes(each.key))
        .filter(({ decision }) => decided !== 'open' || decision === undefined);
      return {
        ...quality,
        items: passing.slice(offset, offset + limit),
        total: passing.length,
        ...(query.facets
          ? { facets: { given: [{ value: '9', count: passing.length }] } }
          : {}),
      };
    },
    decide: async (_, { decisions }) => {
      const conflicts: RowDecision[] = [];
      const decided: RowDecision[] = [];
      for (const each of decisions) {
        const stands = standing(each.key);
        if (stands && stands.revision !== each.seen) conflicts.push(stands);
        else decided.push(say(each));
      }
      return { decided, conflicts };
    },
    undoDecisions: async (_, { decisions }) => {
      const decided: RowDecision[] = [];
      for (const { key, seen } of decisions) {
        const own = words.get(key) ?? [];
        if (own.at(-1)?.revision !== seen) continue;
        words.set(key, own.slice(0, -1));
        const before = standing(key);
        if (before) decided.push(before);
      }
      return { decided, conflicts: [] };
    },
    listProposals: async () => ({
      draft: {
        id: 'p1',
        assetId: digits.id,
        author: ME,
        state: 'draft' as const,
        title: '',
        entries: [...words.values()].flatMap(layers => {
          const word = layers.at(-1);
          return word && word.kind !== 'later' && word.author === ME
            ? [{ key: word.key, kind: word.kind, from: word.from, to: word.to }]
            : [];
        }),
        baseVersionId: 'v1',
        updatedAt: '2026-11-23T10:00:00Z',
      },
      items: [],
    }),
  } satisfies Partial<GreenroomApi>;
  return { api, asked, standing, say };
}
