import { render, screen } from '@testing-library/react';
import {
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import userEvent from '@testing-library/user-event';
import type {
  AssetDetail,
  GreenroomApi,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { digits } from '../changes/__testUtils__/portal';
import { AssetSyncTab } from './AssetSyncTab';
import { Declaration } from './Declaration';

const asset: AssetDetail = {
  ...digits,
  kind: 'model',
  title: 'Leaf reader',
  sync: { status: 'OutOfSync', reason: 'Git declares 1.2.0' },
  allowed: ['run'],
  drift: [
    {
      subject: 'served',
      field: 'version',
      desired: '1.2.0',
      observed: '1.1.0',
      message:
        'Git declares leaf-reader 1.2.0, but KServe is told to serve 1.1.0. Deploy 1.2.0.',
      url: 'https://host.example/kserve.yaml#L9',
    },
  ],
};

function show(shown: AssetDetail, answers: Partial<GreenroomApi>) {
  return renderInTestApp(
    <TestApiProvider apis={[[greenroomApiRef, answers as GreenroomApi]]}>
      <AssetSyncTab asset={shown} />
    </TestApiProvider>,
  );
}

describe('AssetSyncTab', () => {
  it('names what differs, on both sides, with a link to where it stands', async () => {
    show(asset, { listSyncs: async () => [] });
    expect(
      await screen.findByRole('heading', {
        name: '1 difference between git and what was observed',
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('row', { name: /served, version 1\.2\.0 1\.1\.0/ }),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: '1.1.0' })).toHaveAttribute(
      'href',
      'https://host.example/kserve.yaml#L9',
    );
  });

  it('shows the history of syncs, and reads git again for whoever may', async () => {
    const refreshed: string[] = [];
    const syncs = [
      {
        id: 's',
        repository: 'acme/data',
        cause: 'event',
        outcome: 'failed',
        startedAt: '2026-11-23T12:00:00Z',
        finishedAt: '2026-11-23T12:00:02Z',
        changed: [],
        removed: [],
        problems: 0,
        message: 'connection refused',
      },
    ] as const;
    show(asset, {
      listSyncs: async () =>
        syncs.map(sync => ({ ...sync, changed: [], removed: [] })),
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
      await screen.findByRole('row', {
        name: /a push failed .*connection refused 2\.0 s/,
      }),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Read git again' }),
    );
    expect(refreshed).toEqual([asset.id]);
  });

  it('offers nothing that a person may not do', async () => {
    show({ ...asset, allowed: [] }, { listSyncs: async () => [] });
    await screen.findByText(/Nothing yet/);
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });
});

describe('Declaration', () => {
  it('says of each field which line of which file said it', () => {
    render(
      <Declaration
        asset={{
          ...asset,
          formats: ['croissant', 'dvc'],
          declared: { license: 'CC0-1.0' },
          origins: {
            license: {
              format: 'croissant',
              path: 'croissant.json',
              line: 7,
              pointer: '/license',
              url: 'https://host.example/croissant.json#L7',
            },
          },
        }}
      />,
    );
    expect(
      screen.getByRole('heading', { name: /Declared by Croissant, DVC/ }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('row', { name: 'license CC0-1.0 croissant.json:7' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'croissant.json:7' }),
    ).toHaveAttribute('href', 'https://host.example/croissant.json#L7');
  });
});
