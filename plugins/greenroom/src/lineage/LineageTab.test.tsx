import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import type {
  AssetDetail,
  GreenroomApi,
  LineageAround,
  Obligations,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { edge, lineage, node } from './__testUtils__/graphs';
import { LineageTab } from './LineageTab';

const asset = {
  id: 'reader',
  name: 'reader',
  title: 'Digit reader',
  entityRef: 'component:default/reader',
  allowed: ['readRows'],
} as unknown as AssetDetail;

const none: LineageAround = { ...lineage, nodes: [], edges: [] };

const obligations: Obligations = {
  node: lineage.nodes[3],
  bound: [
    {
      kind: 'licence',
      words: 'CC-BY-NC-4.0',
      message: 'The licence is CC-BY-NC-4.0.',
      declaredBy: lineage.nodes[1],
      way: [lineage.edges[3]],
      by: [lineage.nodes[1], lineage.nodes[3]],
      verdict: 'conflict',
      because: ['CC-BY-NC-4.0 forbids commercial use, which MIT allows.'],
    },
  ],
  edges: [],
  leftOff: 0,
};

function show(
  answers: Partial<GreenroomApi> = {},
  { address = '/', of = asset } = {},
) {
  const standing: Partial<GreenroomApi> = {
    getLineageAround: async () => lineage,
    getObligations: async () => ({ bound: [], edges: [], leftOff: 0 }),
    listStale: async () => ({ items: [], total: 0 }),
    listLineageProblems: async () => ({ items: [], total: 0 }),
    getAsset: async () => ({
      ...asset,
      title: 'Handwritten digits',
      entityRef: 'resource:default/digits',
    }),
    ...answers,
  };
  const api = new Proxy(standing as GreenroomApi, {
    get: (target, name) => {
      if (name in target) return Reflect.get(target, name);
      throw new Error(`The page asked for ${String(name)}`);
    },
  });
  return renderInTestApp(
    <TestApiProvider apis={[[greenroomApiRef, api]]}>
      <LineageTab asset={of} />
    </TestApiProvider>,
    {
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef as never,
      },
      initialRouteEntries: [address],
    },
  );
}

const inGraph = async () =>
  within(await screen.findByRole('group', { name: 'Lineage graph' }));

describe('LineageTab', () => {
  it('opens an asset and shows what a version is connected with, by keyboard alone', async () => {
    show();
    const graph = await inGraph();
    graph.getByRole('button', { name: /^source.* acme/ }).focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(document.activeElement).toHaveTextContent('2 versions');
    await userEvent.keyboard('{Enter}');
    expect(document.activeElement).toHaveAttribute('aria-expanded', 'true');
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(
      await screen.findByText('reader 2.0.0 trained on digits 1.0.0'),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('link', { name: 'Open Handwritten digits' }),
    ).toHaveAttribute('href', '/catalog/default/resource/digits');
  });

  it('is one stop of the Tab key', async () => {
    show();
    const buttons = (await inGraph()).getAllByRole('button');
    expect(buttons.filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1);
  });

  it('holds every node and edge in the table, with who states the edge', async () => {
    show({}, { address: '/?view=table' });
    const table = await screen.findByRole('region', {
      name: 'Lineage as a table',
    });
    const row = within(table)
      .getByRole('button', { name: 'reader 2.0.0' })
      .closest('tr')!;
    expect(row).toHaveTextContent('trained on digits 1.0.0 (greenroom.yaml)');
  });

  it('asks for a day, and tells what differs from another', async () => {
    const asked: (string | undefined)[] = [];
    show(
      {
        getLineageAround: async ({ at }) => {
          asked.push(at);
          return at?.startsWith('2026-01-02')
            ? { ...lineage, nodes: lineage.nodes.slice(0, 2), edges: [] }
            : lineage;
        },
      },
      { address: '/?at=2026-01-03&comparedAt=2026-01-02' },
    );
    expect(await screen.findByText(/3 nodes only\s+here/)).toHaveTextContent(
      '0 only there (2026-01-02), 2 in both.',
    );
    expect(asked).toEqual(
      expect.arrayContaining([
        '2026-01-03T23:59:59.999Z',
        '2026-01-02T23:59:59.999Z',
      ]),
    );
  });

  it('finds the way between two nodes of the address', async () => {
    show(
      {
        getLineageAround: async () => lineage,
      },
      { address: '/?node=source:acme/data&wayTo=run:1' },
    );
    expect(
      await screen.findByText('held-out evaluated on digits 1.1.0'),
    ).toBeInTheDocument();
  });

  it('tells what is concerned when a source is withdrawn, deployments by their way', async () => {
    const served = node('deployment:a', 'deployment', { title: 'prod/reader' });
    show(
      {
        getLineageImpact: async () => ({
          starts: [],
          datasets: [],
          models: [],
          deployments: [
            {
              node: served,
              how: 'made of' as const,
              way: [
                edge('version:reader@2.0.0', 'deployment:a', 'deployed as'),
              ],
            },
          ],
          counts: { datasets: 2, models: 1, runs: 0, deployments: 1 },
        }),
      },
      { address: '/?node=source:acme/data' },
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'If it is withdrawn' }),
    );
    expect(
      await screen.findByText(/that concerns 1 deployment, 1 model version/),
    ).toBeInTheDocument();
    expect(screen.getByText('prod/reader, made of')).toBeInTheDocument();
  });

  it('says what binds the newest version, and the way it came', async () => {
    show({ getObligations: async () => obligations });
    expect(
      await screen.findByRole('heading', {
        name: 'reader 2.0.0 is bound by 1 obligation: 1 licence conflicts',
      }),
    ).toBeInTheDocument();
    const row = screen.getByRole('row', { name: /CC-BY-NC-4.0/ });
    expect(row).toHaveTextContent('forbids commercial use');
    expect(row).toHaveTextContent('reader 2.0.0 trained on digits 1.0.0');
  });

  it('says what is stale and what cannot be right', async () => {
    const [first] = lineage.nodes;
    show({
      listStale: async () => ({
        total: 1,
        items: [
          {
            node: lineage.nodes[3],
            reasons: [
              {
                what: 'newer input',
                message: 'digits 1.1.0 is newer than digits 1.0.0.',
                because: first,
                way: [],
              },
            ],
          },
        ],
      }),
      listLineageProblems: async () => ({
        total: 1,
        items: [
          {
            what: 'cycle',
            message: 'a and b come from each other.',
            nodes: [],
            edges: [],
          },
        ],
      }),
    });
    expect(
      await screen.findByText('digits 1.1.0 is newer than digits 1.0.0.'),
    ).toBeInTheDocument();
    expect(
      await screen.findByText('a and b come from each other.'),
    ).toBeInTheDocument();
    expect((await inGraph()).getByText('stale')).toBeInTheDocument();
  });

  it('asks which models saw a row', async () => {
    const asked = jest.fn(async () => ({
      key: '0412',
      versions: [],
      models: [{ node: lineage.nodes[3], saw: 'trained' as const, way: [] }],
      deployments: [],
      remarks: [],
    }));
    show({ getRowLineage: asked });
    await userEvent.type(
      await screen.findByLabelText('Key of the row'),
      '0412',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Ask' }));
    expect(
      await screen.findByText('reader 2.0.0: trained'),
    ).toBeInTheDocument();
    expect(asked).toHaveBeenCalledWith('digits@1.1.0', '0412');
  });

  it('says that rows are hidden from whoever may not see them', async () => {
    show({}, { of: { ...asset, allowed: [] } });
    expect(
      await screen.findByText('These rows are hidden from you'),
    ).toBeInTheDocument();
  });

  it('says what it would show when nothing is connected', async () => {
    show({ getLineageAround: async () => none });
    expect(
      await screen.findByText(
        'Nothing is known to lead to or from Digit reader',
      ),
    ).toBeInTheDocument();
  });

  it('leads from a day before everything back to now', async () => {
    show(
      { getLineageAround: async ({ at }) => (at ? none : lineage) },
      { address: '/?at=2020-01-01' },
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show it as it is now' }),
    );
    expect((await inGraph()).getAllByRole('button')).not.toHaveLength(0);
  });

  it('says what failed', async () => {
    show({
      getLineageAround: async () => {
        throw new Error('no answer');
      },
    });
    expect(
      await screen.findByText('Could not load the lineage of reader.'),
    ).toBeInTheDocument();
  });
});
