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
  Lineage,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { connected } from './connected';
import { layOut } from './layout';
import { LineageTab } from './LineageTab';

const asset = {
  id: 'm',
  name: 'digit-reader',
  title: 'Digit reader',
  entityRef: 'component:default/digit-reader',
} as AssetDetail;

const lineage: Lineage = {
  nodes: [
    {
      id: 'd1',
      kind: 'dataset',
      assetId: 'd',
      title: 'digits 1.0.0',
      subtitle: '9,000 rows',
      status: 'good',
    },
    {
      id: 'd2',
      kind: 'dataset',
      assetId: 'd',
      title: 'digits 1.1.0',
      subtitle: '9,120 rows',
      status: 'bad',
    },
    {
      id: 'm1',
      kind: 'model',
      title: 'digit-reader 2.0.0',
      subtitle: 'model.onnx',
      status: 'good',
    },
    {
      id: 'r1',
      kind: 'run',
      title: 'held-out',
      subtitle: 'accuracy 92.0 %',
      status: 'good',
    },
  ],
  edges: [
    { from: 'd1', to: 'm1', kind: 'trained on', origin: 'greenroom.yaml' },
    { from: 'm1', to: 'r1', kind: 'runs', origin: 'run 8f2a' },
  ],
};

function show(answers: Partial<GreenroomApi>, address = '/') {
  const api = new Proxy(answers as GreenroomApi, {
    get: (target, name) => {
      if (name in target) return Reflect.get(target, name);
      throw new Error(`The page asked for ${String(name)}`);
    },
  });
  return renderInTestApp(
    <TestApiProvider apis={[[greenroomApiRef, api]]}>
      <LineageTab asset={asset} />
    </TestApiProvider>,
    {
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef as never,
      },
      initialRouteEntries: [address],
    },
  );
}

describe('LineageTab', () => {
  it('holds every node and edge in the table, with who states the edge', async () => {
    show({ getLineage: async () => lineage });
    await userEvent.click(
      await screen.findByRole('button', { name: 'As a table' }),
    );
    const table = screen.getByRole('region', { name: 'Lineage as a table' });
    const row = within(table)
      .getByRole('button', { name: 'digit-reader 2.0.0' })
      .closest('tr')!;
    expect(row).toHaveTextContent('trained on digits 1.0.0 (greenroom.yaml)');
  });

  it('shows by keyboard what a node is connected with, and opens its asset', async () => {
    show(
      {
        getLineage: async () => lineage,
        getAsset: async () => ({
          ...asset,
          title: 'Handwritten digits',
          entityRef: 'resource:default/digits',
        }),
      },
      '/?view=table',
    );
    (await screen.findByRole('button', { name: 'digits 1.0.0' })).focus();
    await userEvent.keyboard('{Enter}');
    expect(
      await screen.findByText(/digit-reader 2.0.0 trained on digits 1.0.0/),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('link', { name: 'Open Handwritten digits' }),
    ).toHaveAttribute('href', '/catalog/default/resource/digits');
  });

  it('says what it would show when nothing is connected', async () => {
    show({ getLineage: async () => ({ nodes: [], edges: [] }) });
    expect(
      await screen.findByText(
        'Nothing is known to lead to or from Digit reader',
      ),
    ).toBeInTheDocument();
  });

  it('places what comes later further right', async () => {
    const at = await layOut(lineage, 'RIGHT');
    expect(at.get('d1')!.x).toBeLessThan(at.get('m1')!.x);
    expect(at.get('m1')!.x).toBeLessThan(at.get('r1')!.x);
  });

  it('follows edges both ways and ends in a cycle', () => {
    expect([...connected('m1', lineage.edges)].sort()).toEqual([
      'd1',
      'm1',
      'r1',
    ]);
    const cycle = [
      ...lineage.edges,
      { ...lineage.edges[0], from: 'r1', to: 'd1' },
    ];
    expect([...connected('d1', cycle)].sort()).toEqual(['d1', 'm1', 'r1']);
  });
});
