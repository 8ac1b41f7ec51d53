import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  GreenroomApi,
  VersionBlame,
} from '@greenroom/backstage-plugin-greenroom-common';
import { done, renderInPortal } from '../changes/__testUtils__/portal';
import {
  asset,
  common,
  failing,
  hiddenPage,
  rowPage,
  running,
  versions,
} from './__testUtils__/versions';
import { RowsView } from './RowsView';

const [version] = versions;
const LONG = 'The delivery has not come. '.repeat(20).trim();

const blame = (keys: string[]): VersionBlame => ({
  versionId: 'v2',
  job: done,
  rows: keys.map(key => ({
    key,
    cells: [
      { column: 'label', value: '4', commit: 1 },
      { column: 'slant', value: 0.5, commit: 0 },
    ],
  })),
  commits: [
    {
      sha: 'aaaaaaaaaa',
      author: 'mira-okafor',
      date: '2026-11-01T10:00:00Z',
      message: 'First digits',
    },
    {
      sha: 'bbbbbbbbbb',
      url: 'https://git.example/c/bbbbbbbbbb',
      author: 'jonas-weber',
      date: '2026-11-20T10:00:00Z',
      message: 'Relabel nines\n\nChecked twice.',
      pullRequest: { number: 12, url: 'https://git.example/pull/12' },
    },
  ],
  masked: [],
});

function show(answers: Partial<GreenroomApi> = {}, address = '/?row=row-1') {
  return renderInPortal(
    <RowsView asset={asset} version={version} />,
    {
      ...common,
      getRows: async ({ filter, offset = 0 }) => {
        const page = rowPage(offset);
        if (!filter?.keys) return page;
        const [key] = filter.keys;
        return {
          ...page,
          rows: [{ key, cells: { id: key, label: '4', slant: 0.5 } }],
          total: 1,
        };
      },
      getBlame: async (_version, keys) => blame(keys),
      ...answers,
    },
    address,
  );
}

const panel = (name: RegExp) => screen.findByRole('dialog', { name });

describe('RowPanel', () => {
  it('opens from its own link, with who set each cell and by which pull request', async () => {
    await show();
    const row = within(await panel(/Row row-1 of 1\.1\.0/));
    const label = await row.findByRole('row', {
      name: /label 4 .*jonas-weber/,
    });
    expect(label).toHaveTextContent('Relabel nines');
    expect(
      within(label).getByRole('link', { name: 'Pull request 12 on the host' }),
    ).toHaveAttribute('href', 'https://git.example/pull/12');
    expect(
      row.getByRole('row', { name: /slant 0\.5 .*mira-okafor/ }),
    ).toBeInTheDocument();
  });

  it('opens from the key of a row and closes by Escape', async () => {
    await show({}, '/');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Open row row-3' }),
    );
    await panel(/Row row-3/);
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it('steps by keyboard, over the edge of a page too', async () => {
    await show({}, '/?row=row-23');
    await panel(/Row row-23/);
    await screen.findByRole('img', { name: /Picture of row row-23,/ });
    await userEvent.keyboard('j');
    await panel(/Row row-24/);
    await userEvent.keyboard('j');
    await panel(/Row row-25/);
    await userEvent.keyboard('{ArrowLeft}');
    expect(await panel(/Row row-24/)).toBeInTheDocument();
  });

  it('has no step before the first row', async () => {
    await show({}, '/?row=row-0');
    await panel(/Row row-0/);
    expect(
      await screen.findByRole('button', { name: 'Previous row (K)' }),
    ).toBeDisabled();
  });

  it('copies an address that opens this row whatever was filtered', async () => {
    const user = userEvent.setup();
    const copied = jest.spyOn(navigator.clipboard, 'writeText');
    await show({}, '/?where.label=4&row=row-1');
    await user.click(
      within(await panel(/Row row-1/)).getByRole('button', {
        name: 'Copy link to this row',
      }),
    );
    await screen.findByRole('button', { name: 'Copied' });
    expect(copied).toHaveBeenCalledWith(
      expect.stringMatching(/\?version=v2&view=rows&row=row-1$/),
    );
  });

  it('shows how far the history was read, beside the row that is there', async () => {
    await show({
      getBlame: async (_version, keys) => ({
        ...blame(keys),
        job: running,
        rows: [],
      }),
    });
    const row = within(await panel(/Row row-1/));
    await row.findByRole('progressbar', { name: 'who set each cell' });
    expect(row.getByRole('rowheader', { name: 'label' })).toBeInTheDocument();
  });

  it('says why the history could not be read', async () => {
    await show({
      getBlame: async (_version, keys) => ({
        ...blame(keys),
        job: failing,
        rows: [],
      }),
    });
    expect(await screen.findByText(failing.error!)).toBeInTheDocument();
  });

  it('shows a long text in full', async () => {
    await show({
      getRows: async ({ filter }) => ({
        ...rowPage(0),
        image: undefined,
        rows: [
          {
            key: filter?.keys?.[0] ?? 'row-1',
            cells: { id: 'row-1', label: LONG },
          },
        ],
      }),
    });
    const text = await within(await panel(/Row row-1/)).findByRole('region', {
      name: 'label',
    });
    expect(text).toHaveTextContent(LONG);
  });

  it('draws the boxes of a row over its picture and lists them', async () => {
    await show({
      getRows: async ({ filter }) => ({
        ...rowPage(0),
        rows: [
          {
            key: filter?.keys?.[0] ?? 'row-1',
            cells: { id: 'row-1' },
            picture: { width: 640, height: 400 },
            boxes: [
              { label: 'car', x: 60, y: 190, width: 210, height: 140 },
              { label: 'person', x: 380, y: 120, width: 60, height: 190 },
            ],
          },
        ],
      }),
    });
    await panel(/Row row-1/);
    expect(
      await screen.findByRole('button', { name: 'car 210 × 140 at 60, 190' }),
    ).toBeInTheDocument();
    await screen.findByRole('img', { name: /640 by 400 pixels/ });
    const drawn = document.querySelector('svg[viewBox="0 0 640 400"]');
    expect(drawn?.querySelectorAll('rect')).toHaveLength(2);
  });

  it('says that the version has no such row', async () => {
    await show({
      getRows: async () => ({ ...rowPage(0, 0), rows: [] }),
    });
    expect(
      await within(await panel(/Row row-1/)).findByText(/has no row row-1/),
    ).toBeInTheDocument();
  });

  it('does not say whether a hidden row exists', async () => {
    await show({ getRows: async () => hiddenPage });
    const row = within(await panel(/Row row-1/));
    await row.findByText('This row is hidden from you');
    expect(row.getByText(/It may exist/)).toBeInTheDocument();
  });
});
