import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import type {
  AssetList,
  AssetSummary,
  GreenroomApi,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { AssetsList } from './AssetsList';

const digits: AssetSummary = {
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
  repository: 'northlight/digits-data',
  path: 'greenroom.yaml',
  sync: { status: 'Synced', reason: 'read at main' },
  health: { status: 'Degraded', reason: '37 labels look wrong' },
  problems: [],
  quality: {
    name: 'labelsOk',
    figure: { value: 0.987, low: 0.984, high: 0.99, n: 9000 },
    trend: [0.97, 0.987],
  },
  lastRun: { id: 'run-1', state: 'succeeded', gate: 'failed' },
  task: 'image-classification',
  tags: [],
};

const listOf = (
  items: AssetSummary[],
  needAttention = items.length,
): AssetList => ({
  items,
  total: items.length,
  counts: { models: 0, datasets: items.length, needAttention },
});

/** An API that answers this one question; any other is a mistake of the page. */
function show(listAssets: GreenroomApi['listAssets']) {
  const api = new Proxy({ listAssets } as GreenroomApi, {
    get: (target, name) => {
      if (name in target) return Reflect.get(target, name);
      throw new Error(`The page asked for ${String(name)}`);
    },
  });
  return renderInTestApp(
    <TestApiProvider apis={[[greenroomApiRef, api]]}>
      <AssetsList />
    </TestApiProvider>,
    {
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef as never,
      },
    },
  );
}

describe('AssetsList', () => {
  it('keeps the frame while the list loads', async () => {
    show(() => new Promise(() => {}));
    expect(await screen.findByText('Loading the assets')).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: 'Models and data sets' }),
    ).toBeInTheDocument();
  });

  it('says what it will show, and the first step, when there is nothing', async () => {
    show(async () => listOf([]));
    expect(
      await screen.findByText('No models or data sets yet'),
    ).toBeInTheDocument();
    expect(screen.getByText(/adding a greenroom.yaml/)).toBeInTheDocument();
  });

  it('says what failed and loads once tried again', async () => {
    let attempts = 0;
    show(async () => {
      attempts += 1;
      if (attempts === 1) throw new Error('connect ECONNREFUSED');
      return listOf([digits]);
    });
    expect(
      await screen.findByText('Could not load the assets.'),
    ).toBeInTheDocument();
    expect(screen.getByText('connect ECONNREFUSED')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('link', { name: 'digits' }),
    ).toBeInTheDocument();
  });

  it('titles the page with the finding and links each asset to its entity', async () => {
    show(async () => listOf([digits], 1));
    expect(
      await screen.findByRole('heading', {
        name: '0 models · 1 data set · 1 needs attention',
      }),
    ).toBeInTheDocument();
    const row = screen.getByRole('link', { name: 'digits' }).closest('tr')!;
    expect(within(row).getByRole('link', { name: 'digits' })).toHaveAttribute(
      'href',
      '/catalog/default/resource/digits',
    );
    expect(within(row).getByText('37 labels look wrong')).toBeInTheDocument();
    expect(within(row).getByText('98.7 %')).toBeInTheDocument();
    expect(within(row).getByText('gate failed')).toBeInTheDocument();
  });

  it('asks only for what the filters say', async () => {
    const asked: unknown[] = [];
    show(async query => {
      asked.push(query);
      return listOf([digits]);
    });
    await screen.findByRole('link', { name: 'digits' });
    await userEvent.selectOptions(screen.getByLabelText('Kind'), 'dataset');
    await userEvent.click(screen.getByLabelText('Needs attention'));
    await screen.findByRole('link', { name: 'digits' });
    expect(asked.at(-1)).toMatchObject({ kind: 'dataset', attention: true });
  });
});
