import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import type {
  GreenroomApi,
  OrganisationLineage as Lineage,
  OrganisationQuery,
} from '@greenroom/backstage-plugin-greenroom-common';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { greenroomApiRef } from '../../api';
import { edge, node } from '../__testUtils__/graphs';
import { OrganisationLineage } from './OrganisationLineage';

const digits = node('asset:digits', 'dataset', {
  title: 'digits',
  subtitle: '2 versions',
  assetId: 'digits',
  members: 2,
});
const reader = node('asset:reader', 'model', {
  title: 'reader',
  subtitle: '1 version',
  assetId: 'reader',
  members: 1,
});
const closed: Lineage = {
  by: 'asset',
  nodes: [
    { ...digits, opens: 'asset', stale: 0 },
    { ...reader, stale: 1 },
  ],
  edges: [edge('asset:digits', 'asset:reader', 'trained on', { members: 3 })],
  opened: [],
  leftOff: 0,
  hiddenAssets: 0,
  totals: { datasets: 1, models: 1, versions: 3, deployments: 0 },
  revision: '1',
};
const version = (n: number) =>
  node(`version:${n}`, 'dataset', {
    title: `digits 1.${n}.0`,
    assetId: 'digits',
  });
const opened: Lineage = {
  ...closed,
  nodes: [
    ...[0, 1].map(n => ({ ...version(n), within: 'asset:digits', stale: 0 })),
    closed.nodes[1],
  ],
  edges: [edge('version:1', 'asset:reader', 'trained on', { members: 1 })],
  opened: [{ id: 'asset:digits', level: 'asset', title: 'digits' }],
};

function show(answers: Partial<GreenroomApi> = {}, address = '/') {
  const asked: OrganisationQuery[] = [];
  const api: Partial<GreenroomApi> = {
    getOrganisationLineage: async query => {
      asked.push(query);
      return query.open?.includes('asset:digits') ? opened : closed;
    },
    listStale: async () => ({ items: [], total: 0 }),
    listLineageProblems: async () => ({ items: [], total: 0 }),
    getAsset: async () =>
      ({ entityRef: 'component:default/reader', title: 'Reader' } as never),
    ...answers,
  };
  renderInTestApp(
    <TestApiProvider apis={[[greenroomApiRef, api as GreenroomApi]]}>
      <OrganisationLineage />
    </TestApiProvider>,
    {
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef as never,
      },
      initialRouteEntries: [address],
    },
  );
  return asked;
}

const inGraph = async () =>
  within(await screen.findByRole('group', { name: 'Lineage graph' }));

describe('the lineage of the organisation', () => {
  it('says how much there is and how much of it is stale', async () => {
    show();
    expect(
      await screen.findByRole('heading', {
        name: '1 data set and 1 model in 3 versions, served by 0 deployments: 1 no longer made of the newest',
      }),
    ).toBeInTheDocument();
    expect((await inGraph()).getByText('stale')).toBeInTheDocument();
  });

  it('opens an asset by keyboard, and the focus is on what closes it', async () => {
    const asked = show();
    const button = (await inGraph()).getByRole('button', { name: /digits/ });
    button.focus();
    await userEvent.keyboard('{Enter}');
    expect(
      await screen.findByRole('button', { name: /digits 1\.1\.0/ }),
    ).toBeInTheDocument();
    expect(asked.at(-1)).toMatchObject({ open: ['asset:digits'] });
    expect(document.activeElement).toHaveAttribute('aria-expanded', 'true');
  });

  it('tells the way between two assets version by version', async () => {
    const getLineagePath = jest.fn(async () => ({
      direction: 'downstream' as const,
      nodes: [
        version(1),
        node('version:m', 'model', { title: 'reader 2.0.0' }),
      ],
      edges: [edge('version:1', 'version:m', 'trained on')],
    }));
    show({ getLineagePath }, '/?node=asset:digits');
    await userEvent.selectOptions(
      await screen.findByLabelText('Way to'),
      'reader',
    );
    expect(
      await screen.findByText('reader 2.0.0 trained on digits 1.1.0'),
    ).toBeInTheDocument();
    expect(getLineagePath).toHaveBeenCalledWith({
      from: 'asset:digits',
      to: 'asset:reader',
      at: undefined,
    });
  });

  it('says where there is no way', async () => {
    show(
      {
        getLineagePath: async () => ({
          direction: 'none',
          nodes: [],
          edges: [],
        }),
      },
      '/?node=asset:digits&wayTo=asset:reader',
    );
    expect(
      await screen.findByText('Neither digits nor reader comes of the other.'),
    ).toBeInTheDocument();
  });

  it('asks for a day by what stands as one node', async () => {
    const asked = show({}, '/?by=system&at=2026-01-02');
    await inGraph();
    expect(asked[0]).toMatchObject({
      by: 'system',
      at: '2026-01-02T23:59:59.999Z',
    });
  });

  it('says what is left off and what is hidden', async () => {
    show({
      getOrganisationLineage: async () => ({
        ...closed,
        leftOff: 8_000,
        hiddenAssets: 1,
      }),
    });
    expect(
      await screen.findByText(
        /8,000 nodes with the fewest links are not shown/,
      ),
    ).toBeInTheDocument();
    expect(screen.getByText(/1 asset is hidden from you/)).toBeInTheDocument();
  });

  it('says what it would show where nothing is there', async () => {
    show({ getOrganisationLineage: async () => ({ ...closed, nodes: [] }) });
    expect(
      await screen.findByText('No lineage is known to you yet'),
    ).toBeInTheDocument();
  });
});
