import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  AssetDetail,
  GreenroomApi,
} from '@greenroom/backstage-plugin-greenroom-common';
import { renderInPortal } from '../changes/__testUtils__/portal';
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

/** The view, and every question for rows it asks. */
async function show(
  answers: Partial<GreenroomApi> = {},
  address?: string,
  of: AssetDetail = asset,
) {
  const asked: Parameters<GreenroomApi['getRows']>[0][] = [];
  await renderInPortal(
    <RowsView asset={of} version={version} />,
    {
      ...common,
      getRows: async query => {
        asked.push(query);
        return rowPage(query.offset ?? 0);
      },
      ...answers,
    },
    address,
  );
  return asked;
}

describe('RowsView', () => {
  it('filters by a bar of a column, and a chip takes the filter away', async () => {
    const asked = await show();
    await userEvent.click(
      await screen.findByRole('button', { name: '0 to 20: 545 rows' }),
    );
    const chip = await screen.findByRole('button', {
      name: 'Remove filter: slant from 0 to 20',
    });
    expect(asked.at(-1)?.filter).toEqual({
      ranges: { slant: { min: 0, max: 20, closed: true } },
    });
    await userEvent.click(chip);
    await waitFor(() => expect(asked.at(-1)?.filter).toEqual({}));
  });

  it('walks through the bars of a column by arrow keys', async () => {
    const asked = await show();
    (await screen.findByRole('button', { name: '-20 to 0: 450 rows' })).focus();
    await userEvent.keyboard('{ArrowRight}{Enter}');
    await screen.findByRole('button', { name: /Remove filter: slant/ });
    expect(asked.at(-1)?.filter?.ranges).toHaveProperty('slant.min', 0);
  });

  it('filters by label and split together', async () => {
    const asked = await show();
    await userEvent.selectOptions(await screen.findByLabelText('label'), '9');
    await userEvent.selectOptions(screen.getByLabelText('split'), 'test');
    await waitFor(() =>
      expect(asked.at(-1)?.filter).toEqual({
        equals: { label: '9', split: 'test' },
      }),
    );
  });

  it('orders by the head of a column: rising, falling, as found', async () => {
    const asked = await show();
    const head = await screen.findByRole('columnheader', { name: /slant/ });
    const press = () =>
      userEvent.click(within(head).getByRole('button', { name: 'slant' }));
    await press();
    await waitFor(() => expect(head).toHaveAttribute('aria-sort', 'ascending'));
    await press();
    await waitFor(() =>
      expect(head).toHaveAttribute('aria-sort', 'descending'),
    );
    expect(asked.at(-1)?.sort).toEqual({
      column: 'slant',
      direction: 'descending',
    });
    await press();
    await waitFor(() => expect(head).toHaveAttribute('aria-sort', 'none'));
    expect(asked.at(-1)?.sort).toBeUndefined();
  });

  it('jumps to any page of ten million rows, and asks for no other', async () => {
    const asked = await show();
    const page = await screen.findByLabelText('Page');
    await userEvent.clear(page);
    await userEvent.type(page, '400000{Enter}');
    await screen.findByText('9,999,976 to 10,000,000 of 10,000,000 rows');
    expect(asked.map(({ offset, limit }) => [offset, limit])).toEqual([
      [0, 25],
      [9_999_975, 25],
    ]);
  });

  it('shows how far an order of a large table is, then its rows', async () => {
    let asked = 0;
    await show(
      {
        getRows: async () => {
          asked += 1;
          return asked === 1
            ? { ...rowPage(0), rows: [], total: 0, job: running }
            : rowPage(0);
        },
      },
      '/?sort=slant',
    );
    await screen.findByRole('progressbar', { name: 'these rows' });
    expect(
      await screen.findByRole(
        'button',
        { name: 'Open row row-0' },
        { timeout: 5000 },
      ),
    ).toBeInTheDocument();
  });

  it('says why an order failed', async () => {
    await show({
      getRows: async () => ({
        ...rowPage(0),
        rows: [],
        total: 0,
        job: failing,
      }),
    });
    await screen.findByText(failing.error!);
    expect(screen.getByRole('button', { name: 'Try again' })).toBeEnabled();
  });

  it('names what is hidden instead of leaving it out in silence', async () => {
    await show();
    expect(
      await screen.findByText(/Hidden from you as personal data: writer/),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('columnheader', { name: 'writer' }),
    ).not.toBeInTheDocument();
  });

  it('says that rows are hidden, and offers no export, to whoever may not see them', async () => {
    await show({ getRows: async () => hiddenPage }, '/', {
      ...asset,
      allowed: [],
    });
    await screen.findByText('These rows are hidden from you');
    expect(
      screen.queryByRole('button', { name: 'Export as CSV' }),
    ).not.toBeInTheDocument();
  });

  it('keeps the heads of the columns where no row passes, so that a filter can be undone', async () => {
    await show({
      getRows: async () => ({ ...rowPage(0, 0), rows: [] }),
    });
    await screen.findByText('No row passes this filter');
    expect(
      screen.getByRole('columnheader', { name: /slant/ }),
    ).toBeInTheDocument();
  });

  it('shows rows even where the pictures of columns cannot be had', async () => {
    await show({
      getProfile: async () => Promise.reject(new Error('no profile')),
    });
    expect(
      await screen.findByRole('button', { name: 'Open row row-0' }),
    ).toBeInTheDocument();
  });

  describe('export', () => {
    const saved: { name: string; blob: Blob }[] = [];
    beforeEach(() => {
      saved.length = 0;
      let last: Blob;
      URL.createObjectURL = blob => {
        last = blob as Blob;
        return 'blob:here';
      };
      URL.revokeObjectURL = () => {};
      jest
        .spyOn(HTMLAnchorElement.prototype, 'click')
        .mockImplementation(function click(this: HTMLAnchorElement) {
          saved.push({ name: this.download, blob: last });
        });
    });
    afterEach(() => jest.restoreAllMocks());

    it('hands over the rows of the filter as a file', async () => {
      const asked: unknown[] = [];
      const blob = new Blob(['id\n1\n']);
      await show(
        {
          exportRows: async query => {
            asked.push(query);
            return blob;
          },
        },
        '/?where.label=9',
      );
      await userEvent.click(
        await screen.findByRole('button', { name: 'Export as CSV' }),
      );
      await waitFor(() => expect(saved).toHaveLength(1));
      expect(asked).toEqual([
        { versionId: 'v2', filter: { equals: { label: '9' } } },
      ]);
      expect(saved[0]).toEqual({ name: 'digits-1.1.0.csv', blob });
    });

    it('says why it is refused', async () => {
      await show({
        exportRows: async () =>
          Promise.reject(new Error('These are more than 1,000,000 rows.')),
      });
      await userEvent.click(
        await screen.findByRole('button', { name: 'Export as CSV' }),
      );
      await screen.findByText('These are more than 1,000,000 rows.');
      expect(saved).toEqual([]);
    });
  });
});
