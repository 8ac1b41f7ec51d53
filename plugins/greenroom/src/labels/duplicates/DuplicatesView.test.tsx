import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  AssetDetail,
  GreenroomApi,
  LabelGroups,
} from '@greenroom/backstage-plugin-greenroom-common';
import {
  digits,
  done,
  renderInPortal,
} from '../../changes/__testUtils__/portal';
import {
  quality,
  rememberingDecisions,
} from '../__testUtils__/rememberingDecisions';
import { DuplicatesView } from './DuplicatesView';

const conflicts: LabelGroups = {
  job: done,
  groups: [
    {
      id: 'g1',
      kind: 'conflict',
      rows: [
        { key: '0001', label: '4', split: 'train' },
        { key: '0002', label: '9', split: 'train' },
        { key: '0003', label: '4', split: 'test' },
      ],
      size: 3,
      labels: [
        { label: '9', count: 1 },
        { label: '4', count: 2 },
      ],
    },
  ],
  total: 1,
};

const totals = { conflict: 1, exact_duplicate: 20, near_duplicate: 0 };

const show = async (
  api: Partial<GreenroomApi> = {},
  address = '/?view=duplicates',
  asset: AssetDetail = digits,
) => {
  const decisions = rememberingDecisions();
  await renderInPortal(
    <DuplicatesView asset={asset} version={digits.version!} />,
    {
      ...decisions.api,
      getLabelGroups: async ({ kind }) =>
        kind === 'conflict'
          ? conflicts
          : { job: done, groups: [], total: totals[kind] },
      getRows: async () => ({
        columns: digits.columns!,
        rows: [{ key: '0001', cells: { slant: 0.25 } }],
        total: 1,
        offset: 0,
        masked: [],
        hidden: false,
      }),
      ...api,
    },
    address,
  );
  return decisions;
};

const rowsOfGroup = async () =>
  within(
    await screen.findByRole('list', { name: '2 rows are 4, 1 row is 9' }),
  ).getAllByRole('listitem');

describe('DuplicatesView', () => {
  it('counts each kind, and shows what conflicts and what crosses splits', async () => {
    await show();
    await screen.findByRole('heading', {
      name: '1 group of alike rows has different labels',
    });
    for (const name of ['Conflicts (1)', 'Exact (20)', 'Near (0)'])
      expect(await screen.findByRole('button', { name })).toBeInTheDocument();
    const [first, second] = await rowsOfGroup();
    expect(first).not.toHaveTextContent('differs');
    expect(second).toHaveTextContent('9 (differs) in train');
    expect(screen.getByText('labels conflict')).toBeInTheDocument();
    expect(screen.getByText(/stands in test and train/)).toBeInTheDocument();
  });

  it('shows cells side by side where rows have no picture', async () => {
    await show();
    const [first] = await rowsOfGroup();
    expect(await within(first).findByText('0.25')).toBeInTheDocument();
  });

  it('relabels a row to the majority of its group', async () => {
    const user = userEvent.setup();
    const decisions = await show();
    const [first, second] = await rowsOfGroup();
    expect(
      within(first).queryByRole('button', { name: 'Relabel 4' }),
    ).not.toBeInTheDocument();
    await user.click(within(second).getByRole('button', { name: 'Relabel 4' }));
    expect(await within(second).findByText('Decided: 9 → 4')).toBeVisible();
    await waitFor(() =>
      expect(decisions.standing('0002')).toMatchObject({
        kind: 'relabel',
        from: '9',
        to: '4',
      }),
    );
  });

  it('shows the kind of the address, and says that nothing is there', async () => {
    await show({}, '/?view=duplicates&kind=near_duplicate');
    expect(
      await screen.findByRole('heading', {
        name: 'No rows are nearly the same',
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: /^Near/, pressed: true }),
    ).toBeInTheDocument();
  });

  it('says why nothing is there: checks that were not run', async () => {
    await show(
      {
        getLabelQuality: async () => ({
          ...quality,
          checks: [
            {
              name: 'Duplicates',
              state: 'not run',
              text: 'the rows have no features',
            },
          ],
        }),
      },
      '/?view=duplicates&kind=near_duplicate',
    );
    expect(
      await screen.findByText('Duplicates, not run: the rows have no features'),
    ).toBeInTheDocument();
  });

  it('does not say that nothing is there where the label is hidden', async () => {
    await show({}, '/?view=duplicates&kind=near_duplicate', {
      ...digits,
      columns: digits.columns!.map(column => ({
        ...column,
        personal: column.role === 'label',
      })),
    });
    expect(
      await screen.findByText('Groups of rows are hidden from you'),
    ).toBeInTheDocument();
    expect(
      await screen.findByText(/The column label is hidden from you/),
    ).toHaveTextContent('greenroom.personal.read');
    expect(screen.queryByText(/nearly the same/)).not.toBeInTheDocument();
  });

  it('says that rows are hidden from who may not see them', async () => {
    await show({}, undefined, { ...digits, allowed: ['propose'] });
    expect(screen.getByText(/greenroom\.rows\.read/)).toBeInTheDocument();
  });

  it('offers no decision to who may not propose', async () => {
    await show({}, undefined, { ...digits, allowed: ['readRows'] });
    await rowsOfGroup();
    expect(
      screen.queryByRole('button', { name: /^Keep/ }),
    ).not.toBeInTheDocument();
    expect(screen.getByText(/greenroom\.propose/)).toBeInTheDocument();
  });
});
