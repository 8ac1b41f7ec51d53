import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  ChangedRowsFilter,
  GreenroomApi,
} from '@greenroom/backstage-plugin-greenroom-common';
import { renderInPortal } from '../changes/__testUtils__/portal';
import {
  asset,
  changedPage,
  common,
  compared,
  comparison,
  failing,
  running,
  versions,
} from './__testUtils__/versions';
import { ChangesView } from './ChangesView';

const [to, from] = versions;

/** The view, and every question for changed rows it asks. */
async function show(answers: Partial<GreenroomApi>, address?: string) {
  const asked: Parameters<GreenroomApi['getChangedRows']>[0][] = [];
  await renderInPortal(
    <ChangesView asset={asset} from={from} to={to} />,
    {
      ...common,
      compareVersions: async (a, b) => compared(a, b),
      getChangedRows: async query => {
        asked.push(query);
        return changedPage;
      },
      ...answers,
    },
    address,
  );
  return asked;
}
const lastFilter = (asked: { filter?: ChangedRowsFilter }[]) =>
  asked.at(-1)?.filter;

const manyTransitions = [...'012345'].flatMap(a =>
  [...'012345']
    .filter(b => a !== b)
    .map((b, i) => ({ from: a, to: b, count: i + 1 })),
);

describe('ChangesView', () => {
  it('filters on the server by a transition', async () => {
    const asked = await show({});
    await userEvent.click(await screen.findByRole('button', { name: /4 → 9/ }));
    await screen.findByRole('heading', { name: 'Rows relabelled 4 → 9' });
    expect(lastFilter(asked)).toEqual({ transition: { from: '4', to: '9' } });
    await userEvent.click(
      screen.getByRole('button', { name: 'Remove filter: label 4 → 9' }),
    );
    await screen.findByRole('heading', { name: 'Rows that differ' });
    expect(lastFilter(asked)).toEqual({});
  });

  it('draws many transitions as a grid that keys walk through', async () => {
    const asked = await show({
      compareVersions: async (a, b) =>
        compared(a, b, { labelTransitions: manyTransitions }),
    });
    const cell = await screen.findByRole('button', {
      name: '0 became 1: 1 row',
    });
    expect(
      screen.getByRole('button', { name: '0 became 0: 0 rows' }),
    ).toHaveAttribute('tabindex', '0');
    screen.getByRole('button', { name: '0 became 0: 0 rows' }).focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(cell).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    expect(cell).toHaveAttribute('aria-pressed', 'true');
    expect(lastFilter(asked)).toEqual({ transition: { from: '0', to: '1' } });
  });

  it('has every transition in the table behind the grid', async () => {
    await show({
      compareVersions: async (a, b) =>
        compared(a, b, { labelTransitions: manyTransitions }),
    });
    await userEvent.click(await screen.findByText('30 transitions as a table'));
    expect(
      within(
        screen.getByRole('region', { name: 'Label transitions as a table' }),
      ).getAllByRole('row'),
    ).toHaveLength(31);
  });

  it('filters by column, kind of change and text, and keeps all of them', async () => {
    const asked = await show({});
    await userEvent.click(
      await screen.findByRole('button', { name: /^slant/ }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Changed 40' }));
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search rows that differ' }),
      'north',
    );
    await screen.findByRole('button', { name: 'Clear filter' });
    await new Promise(resolve => setTimeout(resolve, 400));
    expect(lastFilter(asked)).toEqual({
      column: 'slant',
      change: 'changed',
      search: 'north',
    });
  });

  it('orders on the server', async () => {
    const asked = await show({});
    await userEvent.selectOptions(
      await screen.findByLabelText('Order'),
      'slant, falling',
    );
    await screen.findByText('0001');
    expect(asked.at(-1)?.sort).toEqual({
      column: 'slant',
      direction: 'descending',
    });
  });

  it('asks the server for the page of ten thousand rows that one jumps to', async () => {
    const offsets: (number | undefined)[] = [];
    await show({
      getChangedRows: async query => {
        offsets.push(query.offset);
        return { ...changedPage, total: 10_000, offset: query.offset ?? 0 };
      },
    });
    const page = await screen.findByLabelText('Page');
    await userEvent.clear(page);
    await userEvent.type(page, '400{Enter}');
    await screen.findByText('9,976 to 10,000 of 10,000 rows');
    expect(offsets).toEqual([0, 9975]);
  });

  it('takes the picture of a removed row from the version that had it', async () => {
    const pictures: [string, string[]][] = [];
    await show({
      getThumbnails: async (versionId, keys) => {
        pictures.push([versionId, keys]);
        return common.getThumbnails(versionId, keys);
      },
    });
    await screen.findByRole('img', { name: 'Picture of row 0002' });
    expect(pictures).toEqual([
      ['v2', ['0001']],
      ['v1', ['0002']],
    ]);
  });

  it('says that a declared number is too small, and why', async () => {
    await show({
      compareVersions: async (a, b) =>
        compared(a, b, {
          release: {
            proposed: 'minor',
            suggestedVersion: '1.4.0',
            declared: 'patch',
            declaredVersion: '1.3.1',
            isTooSmall: true,
            reasons: [{ bump: 'minor', text: 'a column was added' }],
          },
        }),
    });
    expect(
      await screen.findByText(
        'Asks for a minor version; declared 1.3.1 is too small: a column was added. 1.4.0 says it.',
      ),
    ).toBeInTheDocument();
  });

  it('says how rows without a key were matched, and what to do', async () => {
    await show({
      compareVersions: async (a, b) =>
        compared(a, b, { matchedBy: 'content', labelTransitions: [] }),
    });
    expect(
      await screen.findByText(/declares no key, so rows are matched by/),
    ).toHaveTextContent('Declare spec.key in its manifest');
    expect(
      screen.queryByRole('button', { name: 'Open row 0001' }),
    ).not.toBeInTheDocument();
  });

  it('names columns that came, went and changed their type', async () => {
    await show({
      compareVersions: async (a, b) =>
        compared(a, b, {
          columns: {
            added: ['ink'],
            removed: ['age'],
            retyped: [{ name: 'writer', from: 'integer', to: 'string' }],
          },
        }),
    });
    const list = await screen.findByRole('list', { name: 'Changed columns' });
    expect(list).toHaveTextContent('columns added: ink');
    expect(list).toHaveTextContent('columns removed: age');
    expect(list).toHaveTextContent('type of writer changed: integer → string');
  });

  it('shows how far a comparison is, and then what it found', async () => {
    let asked = 0;
    await show({
      compareVersions: async (a, b) => {
        asked += 1;
        return asked === 1 ? { from: a, to: b, job: running } : compared(a, b);
      },
    });
    expect(await screen.findByRole('progressbar')).toHaveAttribute(
      'aria-valuenow',
      '42',
    );
    await screen.findByRole(
      'heading',
      { name: /30 labels changed/ },
      { timeout: 5000 },
    );
  });

  it('says why a comparison failed and offers to try again', async () => {
    const retried: string[] = [];
    let job = failing;
    await show({
      compareVersions: async (a, b) => ({ from: a, to: b, job }),
      retryJob: async id => {
        retried.push(id);
        job = running;
        return job;
      },
    });
    await screen.findByText(failing.error!);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByRole('progressbar');
    expect(retried).toEqual([failing.id]);
  });

  it('keeps the counts for whoever may not see rows', async () => {
    await show({
      getChangedRows: async () => ({
        ...changedPage,
        rows: [],
        total: 0,
        hidden: true,
      }),
    });
    await screen.findByText('These rows are hidden from you');
    expect(screen.getByText('~40 changed')).toBeInTheDocument();
  });

  it('says that both versions hold the same', async () => {
    await show({
      compareVersions: async (a, b) =>
        compared(a, b, {
          rows: { from: 9, to: 9, added: 0, removed: 0, changed: 0 },
          labelTransitions: [],
          cells: {},
          release: { ...comparison.release, proposed: 'none', reasons: [] },
        }),
      getChangedRows: async () => ({ ...changedPage, rows: [], total: 0 }),
    });
    await screen.findByRole('heading', {
      name: 'Both versions hold the same rows',
    });
    expect(screen.getByText('No row differs')).toBeInTheDocument();
  });
});
