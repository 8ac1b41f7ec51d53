import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import type {
  AssetDetail,
  AssetVersion,
  DataDiff,
  GreenroomApi,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { DataTab } from './DataTab';

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
  health: { status: 'Healthy', reason: 'fine' },
  problems: [],
  task: 'image-classification',
  tags: [],
  classes: ['4', '9'],
  columns: [
    { name: 'id', type: 'string', role: 'key', personal: false },
    { name: 'pixels', type: 'image', role: 'image', personal: false },
    { name: 'label', type: 'string', role: 'label', personal: false },
    { name: 'writer', type: 'string', role: 'meta', personal: true },
  ],
  dependsOn: [],
  usedBy: [],
  allowed: ['readRows'],
};

const version = (id: string, semver: string): AssetVersion => ({
  id,
  assetId: 'a',
  semver,
  digest: `gr1:${id.repeat(32)}`,
  commit: {
    sha: `${id}`.repeat(20),
    author: 'mira-okafor',
    date: '2026-11-20T10:00:00Z',
    message: 'm',
  },
  revisions: 1,
  rows: 100,
});

const diff: DataDiff = {
  from: 'v1',
  to: 'v2',
  rows: { from: 100, to: 100, added: 0, removed: 0, changed: 3 },
  columns: { added: [], removed: [], retyped: [] },
  cells: { label: 3 },
  labelTransitions: [
    { from: '4', to: '9', count: 2 },
    { from: '9', to: '4', count: 1 },
  ],
  changedRows: [
    { key: '0001', cells: [{ column: 'label', from: '4', to: '9' }] },
    { key: '0002', cells: [{ column: 'label', from: '9', to: '4' }] },
    { key: '0003', cells: [{ column: 'label', from: '4', to: '9' }] },
  ],
};

function show(answers: Partial<GreenroomApi>) {
  const api = new Proxy(answers as GreenroomApi, {
    get: (target, name) => {
      if (name in target) return Reflect.get(target, name);
      throw new Error(`The page asked for ${String(name)}`);
    },
  });
  return renderInTestApp(
    <TestApiProvider apis={[[greenroomApiRef, api]]}>
      <DataTab asset={asset} />
    </TestApiProvider>,
  );
}

const versions = {
  listVersions: async () => [version('v2', '1.1.0'), version('v1', '1.0.0')],
};

describe('DataTab', () => {
  it('opens with what the newest version changed, and a bar filters the rows', async () => {
    const batches: string[][] = [];
    show({
      ...versions,
      getDiff: async (from, to) => {
        expect([from, to]).toEqual(['v1', 'v2']);
        return diff;
      },
      getThumbnails: async (_version, keys) => {
        batches.push(keys);
        return {
          thumbnails: Object.fromEntries(
            keys.map(key => [key, 'data:image/png;base64,AA==']),
          ),
        };
      },
    });
    expect(
      await screen.findByRole('heading', {
        name: '3 labels changed, most of them 4 to 9',
      }),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('img', { name: 'Picture of row 0002' }),
    ).toBeInTheDocument();
    expect(batches).toEqual([['0001', '0002', '0003']]);

    await userEvent.click(screen.getByRole('button', { name: /4 → 9/ }));
    const rows = screen.getByRole('region', { name: 'Changed rows' });
    expect(
      within(rows).getByRole('rowheader', { name: '0003' }),
    ).toBeInTheDocument();
    expect(
      within(rows).queryByRole('rowheader', { name: '0002' }),
    ).not.toBeInTheDocument();
  });

  it('says which columns are hidden instead of leaving them out in silence', async () => {
    show({
      ...versions,
      getDiff: async () => diff,
      getThumbnails: async () => ({ thumbnails: {} }),
      getRows: async () => ({
        columns: asset.columns!,
        rows: [{ key: '0001', cells: { id: '0001', label: '4' } }],
        total: 1,
        offset: 0,
        masked: ['writer'],
        image: { column: 'pixels', width: 28, height: 28 },
        hidden: false,
      }),
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Rows' }));
    expect(
      await screen.findByText(/Hidden from you as personal data: writer/),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('columnheader', { name: 'writer' }),
    ).not.toBeInTheDocument();
  });

  it('says that rows are hidden to whoever may not see them', async () => {
    show({
      listVersions: async () => [version('v1', '1.0.0')],
      getRows: async () => ({
        columns: [],
        rows: [],
        total: 0,
        offset: 0,
        masked: [],
        hidden: true,
      }),
    });
    expect(
      await screen.findByText('These rows are hidden from you'),
    ).toBeInTheDocument();
  });

  it('filters rows by label through the address bar', async () => {
    const filters: unknown[] = [];
    show({
      listVersions: async () => [version('v1', '1.0.0')],
      getRows: async ({ filter }) => {
        filters.push(filter);
        return {
          columns: asset.columns!,
          rows: [],
          total: 0,
          offset: 0,
          masked: [],
          hidden: false,
        };
      },
    });
    await userEvent.selectOptions(await screen.findByLabelText('label'), '9');
    expect(
      await screen.findByRole('button', { name: 'Clear filter' }),
    ).toBeInTheDocument();
    expect(filters.at(-1)).toEqual({ equals: { label: '9' } });
  });

  it('keeps saying what is true when the difference cannot be had', async () => {
    show({
      ...versions,
      getDiff: async () =>
        Promise.reject(new Error('key id is not unique: 0004')),
    });
    expect(
      await screen.findByText('key id is not unique: 0004'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/Both versions can still be looked at/),
    ).toBeInTheDocument();
  });
});
