import type { ReactElement } from 'react';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import type {
  AssetDetail,
  GreenroomApi,
  JobStatus,
  Proposal,
  ProposalEntry,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../../api';

export const done: JobStatus = {
  id: 'job-1',
  kind: 'test',
  state: 'succeeded',
  progress: 1,
  createdAt: '2026-11-23T10:00:00Z',
};

export const digits: AssetDetail = {
  id: 'github:northlight/digits-data:greenroom.yaml#digits',
  kind: 'dataset',
  name: 'digits',
  title: 'Handwritten digits',
  owner: 'group:default/vision',
  entityRef: 'resource:default/digits',
  adopted: false,
  formats: ['greenroom'],
  drift: [],
  archived: false,
  dependsOnEntities: [],
  warnings: [],
  origins: {},
  declared: {},
  deployments: [],
  repository: 'northlight/digits-data',
  path: 'greenroom.yaml',
  sync: { status: 'Synced', reason: 'as in git' },
  health: { status: 'Healthy', reason: 'all good' },
  problems: [],
  version: {
    id: 'v1',
    assetId: 'github:northlight/digits-data:greenroom.yaml#digits',
    digest: 'gr1:00',
    revisions: 1,
    commit: {
      sha: 'c3d4',
      author: 'Mira',
      date: '2026-11-20T10:00:00Z',
      message: 'first',
    },
  },
  task: 'image-classification',
  tags: [],
  classes: [...'0123456789'],
  columns: [
    { name: 'id', type: 'string', role: 'key', personal: false },
    { name: 'label', type: 'string', role: 'label', personal: false },
    { name: 'slant', type: 'number', role: 'feature', personal: false },
  ],
  dependsOn: [],
  usedBy: [],
  allowed: ['readRows', 'propose', 'run'],
};

/** An API that answers only what a test expects to be asked. */
export function strictApi(answers: Partial<GreenroomApi>): GreenroomApi {
  return new Proxy(answers as GreenroomApi, {
    get(target, name) {
      const own = Reflect.get(target, name);
      if (own) return own;
      return () => {
        throw new Error(
          `The page asked for ${String(name)}, which this test does not expect`,
        );
      };
    },
  });
}

/** A basket that keeps what is put into it, as the backend does. */
export function rememberingBasket(entries: ProposalEntry[] = []) {
  const kept = new Map(entries.map(entry => [entry.key, entry]));
  const before: ProposalEntry[][] = [];
  const draft = (): Proposal => ({
    id: 'p1',
    assetId: digits.id,
    author: 'user:default/mira-okafor',
    state: 'draft',
    title: '',
    entries: [...kept.values()],
    baseVersionId: 'v1',
    updatedAt: '2026-11-23T10:00:00Z',
  });
  return {
    kept,
    draft,
    api: {
      listPlans: async () => ({ items: [] }),
      listProposals: async () => ({
        draft: kept.size > 0 ? draft() : undefined,
        undoable: before.length,
        items: [],
      }),
      previewPublish: async () => ({
        makes: 'pull-request' as const,
        repository: digits.repository,
        baseBranch: 'main',
        paths: ['digits.csv'],
        labels: ['greenroom'],
        reviewers: ['northlight/vision'],
      }),
      putEntries: async (_: string, added: ProposalEntry[]) => {
        before.push([...kept.values()]);
        added.forEach(entry => kept.set(entry.key, entry));
        return draft();
      },
      removeEntries: async (_: string, keys: string[]) => {
        before.push([...kept.values()]);
        keys.forEach(key => kept.delete(key));
        return draft();
      },
      undoEntries: async () => {
        const last = before.pop() ?? [];
        kept.clear();
        last.forEach(entry => kept.set(entry.key, entry));
        return draft();
      },
    } satisfies Partial<GreenroomApi>,
  };
}

/** A view in a portal that has no backend but `api`, and in which nothing signals. */
export function renderInPortal(
  view: ReactElement,
  api: Partial<GreenroomApi>,
  /** What stands in the address bar. */
  address = '/',
) {
  return renderInTestApp(
    <TestApiProvider
      apis={[
        [greenroomApiRef, strictApi(api)],
        [signalApiRef, { subscribe: () => ({ unsubscribe: () => {} }) }],
      ]}
    >
      {view}
    </TestApiProvider>,
    {
      routeEntries: [address],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );
}
