import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  AssetDetail,
  GreenroomApi,
  VersionLeakage,
} from '@greenroom/backstage-plugin-greenroom-common';
import { done, renderInPortal } from '../changes/__testUtils__/portal';
import {
  asset,
  common,
  rowPage,
  running,
  versions,
} from './__testUtils__/versions';
import { LeakageView } from './LeakageView';

const leakage: VersionLeakage = {
  versionId: 'v2',
  job: done,
  counts: [
    { kind: 'exact', split: 'test', otherSplit: 'train', rows: 30 },
    { kind: 'near', split: 'test', otherSplit: 'train', rows: 12 },
    { kind: 'near', split: 'validation', otherSplit: 'train', rows: 0 },
  ],
  remark: 'Texts longer than 10,000 characters were not compared.',
  items: [
    {
      kind: 'near',
      key: '0001',
      split: 'test',
      otherKey: '0002',
      otherSplit: 'train',
      similarity: 0.934,
    },
    {
      kind: 'moved',
      key: '0003',
      split: 'test',
      otherKey: '0003',
      otherSplit: 'train',
      similarity: 1,
      versionId: 'v1',
    },
  ],
  total: 42,
  hidden: false,
};

async function show(
  answers: Partial<GreenroomApi> = {},
  of: AssetDetail = asset,
) {
  await renderInPortal(
    <LeakageView asset={of} version={versions[0]} versions={versions} />,
    { ...common, getLeakage: async () => leakage, ...answers },
  );
}

describe('LeakageView', () => {
  it('counts rows by pair of splits, and says what was not compared', async () => {
    await show();
    await screen.findByRole('heading', {
      name: '42 rows of test stand in train too',
    });
    expect(
      screen.getByRole('row', { name: 'test train nearly the same row 12' }),
    ).toBeInTheDocument();
    expect(screen.getByText(leakage.remark!)).toBeInTheDocument();
  });

  it('shows both rows side by side, with how they are alike', async () => {
    await show();
    const [near, moved] = within(
      await screen.findByRole('list', { name: 'Rows in two splits' }),
    ).getAllByRole('listitem');
    await within(near).findByRole('img', { name: 'Picture of row 0001' });
    await within(near).findByRole('img', { name: 'Picture of row 0002' });
    expect(near).toHaveTextContent('93.4 % alike');
    expect(moved).toHaveTextContent(
      '0003 is in test now and was in train in 1.0.0',
    );
  });

  it('takes the picture of an earlier row from its version', async () => {
    const asked: [string, string[]][] = [];
    await show({
      getThumbnails: async (versionId, keys) => {
        asked.push([versionId, keys]);
        return common.getThumbnails(versionId, keys);
      },
    });
    await screen.findAllByRole('img', { name: 'Picture of row 0003' });
    expect(asked).toEqual([
      ['v2', ['0001', '0002', '0003']],
      ['v1', ['0003']],
    ]);
  });

  it('shows texts side by side where rows have no picture', async () => {
    await show(
      {
        getRows: async ({ filter }) => ({
          ...rowPage(0),
          rows: filter!.keys!.map(key => ({
            key,
            cells: { body: `Dear ${key}` },
          })),
        }),
      },
      {
        ...asset,
        columns: [
          { name: 'id', type: 'string', role: 'key', personal: false },
          { name: 'body', type: 'string', role: 'text', personal: false },
        ],
      },
    );
    expect(await screen.findByText('Dear 0001')).toBeInTheDocument();
    expect(screen.getByText('Dear 0002')).toBeInTheDocument();
  });

  it('opens either row of a pair', async () => {
    await show({
      getRows: async ({ versionId, filter }) => ({
        ...rowPage(0),
        rows: [{ key: filter!.keys![0], cells: { id: versionId } }],
      }),
      getBlame: async versionId => ({
        versionId,
        job: done,
        rows: [],
        commits: [],
        masked: [],
      }),
    });
    const [, earlier] = await screen.findAllByRole('button', {
      name: 'Open row 0003',
    });
    await userEvent.click(earlier);
    expect(
      await screen.findByRole('dialog', { name: /Row 0003 of 1\.0\.0/ }),
    ).toBeInTheDocument();
  });

  it('says that nothing was found', async () => {
    await show({
      getLeakage: async () => ({
        ...leakage,
        counts: [{ ...leakage.counts![0], rows: 0 }],
        items: [],
        total: 0,
      }),
    });
    expect(
      await screen.findByRole('heading', {
        name: 'No row crosses from one split to another',
      }),
    ).toBeInTheDocument();
  });

  it('keeps the counts where the rows are hidden', async () => {
    await show({
      getLeakage: async () => ({ ...leakage, items: [], hidden: true }),
    });
    await screen.findByText('The rows themselves are hidden from you');
    expect(screen.getByText('30')).toBeInTheDocument();
  });

  it('shows how far it is', async () => {
    await show({
      getLeakage: async () => ({
        ...leakage,
        counts: undefined,
        items: [],
        total: 0,
        job: running,
      }),
    });
    expect(await screen.findByRole('progressbar')).toBeInTheDocument();
  });
});
