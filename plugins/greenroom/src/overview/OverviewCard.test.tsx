import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import { NotFoundError } from '@backstage/errors';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import type {
  AssetDetail,
  GreenroomApi,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { OverviewCard } from './OverviewCard';

const asset: AssetDetail = {
  id: 'a',
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
  sync: { status: 'Synced', reason: 'read at main' },
  health: { status: 'Degraded', reason: '37 labels look wrong' },
  problems: [],
  task: 'image-classification',
  tags: [],
  dependsOn: [],
  usedBy: [],
  allowed: ['run'],
  nextStep: { text: 'Look at the 37 labels', tab: 'labels' },
};

function show(answers: Partial<GreenroomApi>) {
  const api = new Proxy(answers as GreenroomApi, {
    get: (target, name) => {
      if (name in target) return Reflect.get(target, name);
      throw new Error(`The page asked for ${String(name)}`);
    },
  });
  const entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name: 'digits', namespace: 'default' },
    spec: { type: 'dataset' },
  };
  return renderInTestApp(
    <TestApiProvider apis={[[greenroomApiRef, api]]}>
      <EntityProvider entity={entity}>
        <OverviewCard />
      </EntityProvider>
    </TestApiProvider>,
    {
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef as never,
      },
    },
  );
}

describe('OverviewCard', () => {
  it('says the state in one sentence and leads to the next thing to do', async () => {
    show({
      getAssetByEntity: async ref => {
        expect(ref).toBe('resource:default/digits');
        return asset;
      },
      listJobs: async () => [],
      listProposals: async () => ({ items: [] }),
    });
    expect(
      await screen.findByRole('heading', {
        name: 'Handwritten digits is degraded: 37 labels look wrong',
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: /Look at the 37 labels/ }),
    ).toHaveAttribute('href', '/catalog/default/resource/digits/labels');
  });

  it('shows work under way, and reads git again for whoever may', async () => {
    const refreshed: string[] = [];
    show({
      getAssetByEntity: async () => asset,
      listProposals: async () => ({ items: [] }),
      listJobs: async () => [
        {
          id: 'j',
          kind: 'label quality',
          state: 'running',
          progress: 0.4,
          createdAt: '2026-11-23T12:00:00Z',
        },
      ],
      refresh: async id => {
        refreshed.push(id);
        return {
          id: 'k',
          kind: 'sync',
          state: 'queued',
          progress: 0,
          createdAt: '2026-11-23T12:00:00Z',
        };
      },
    });
    expect(
      await screen.findByRole('progressbar', {
        name: 'label quality of digits',
      }),
    ).toHaveAttribute('aria-valuenow', '40');
    await userEvent.click(
      screen.getByRole('button', { name: 'Read git again' }),
    );
    expect(refreshed).toEqual(['a']);
  });

  it('offers nothing that a person may not do', async () => {
    show({
      getAssetByEntity: async () => ({ ...asset, allowed: [] }),
      listJobs: async () => [],
      listProposals: async () => ({ items: [] }),
    });
    expect(await screen.findByText('nothing is running')).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Read git again' }),
    ).not.toBeInTheDocument();
  });

  it('says how an entity without a manifest gets one', async () => {
    show({
      getAssetByEntity: async () => Promise.reject(new NotFoundError('none')),
    });
    expect(
      await screen.findByText(/once a greenroom.yaml/),
    ).toBeInTheDocument();
  });
});
