import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  GreenroomApi,
  SavedFilter,
} from '@greenroom/backstage-plugin-greenroom-common';
import { digits, renderInPortal } from '../../changes/__testUtils__/portal';
import {
  issue,
  rememberingDecisions,
} from '../__testUtils__/rememberingDecisions';
import { GridView } from './GridView';

const show = (
  labels: ReturnType<typeof rememberingDecisions>,
  answers: Partial<GreenroomApi> = {},
  address?: string,
) =>
  renderInPortal(
    <GridView asset={digits} version={digits.version!} />,
    { ...labels.api, ...answers },
    address,
  );
const box = (key: string) =>
  screen.findByRole('checkbox', { name: `Row ${key}` });

describe('GridView', () => {
  it('takes the suggestion for the rows that were selected', async () => {
    const labels = rememberingDecisions();
    const user = userEvent.setup();
    await show(labels);
    await user.click(await box('0001'));
    await user.click(await box('0003'));
    await user.click(
      screen.getByRole('button', { name: 'Take suggestion for 2 rows' }),
    );
    await screen.findByText('Basket: 2 decisions');
    expect(labels.standing('0001')).toMatchObject({ to: '4' });
    expect(labels.standing('0002')).toBeUndefined();
    expect(labels.standing('0003')).toMatchObject({ to: '4' });
  });

  it('passes over selected rows for which nothing is suggested', async () => {
    const labels = rememberingDecisions([
      issue('0001'),
      issue('0002', { kind: 'outlier', suggested: undefined }),
    ]);
    const user = userEvent.setup();
    await show(labels);
    await user.click(
      await screen.findByRole('checkbox', { name: 'Select all on this page' }),
    );
    await user.click(
      screen.getByRole('button', { name: 'Take suggestion for 2 rows' }),
    );
    await screen.findByText('Basket: 1 decision');
    expect(labels.standing('0002')).toBeUndefined();
  });

  it('selects a range with Shift, by mouse and by keyboard', async () => {
    const user = userEvent.setup();
    await show(
      rememberingDecisions(['a', 'b', 'c', 'd'].map(key => issue(key))),
    );
    await user.click(await box('a'));
    await user.keyboard('{Shift>}');
    await user.click(await box('c'));
    await user.keyboard('{/Shift}');
    expect(await box('b')).toBeChecked();
    expect(await box('d')).not.toBeChecked();

    await user.keyboard('{Escape}');
    expect(await box('b')).not.toBeChecked();
    await user.keyboard('{Shift>}{ArrowRight}{/Shift}');
    expect(await box('c')).toBeChecked();
    expect(await box('d')).toHaveFocus();
    await user.keyboard('{Control>}a{/Control}');
    expect(await box('a')).toBeChecked();
  });

  it('filters by facets that say how many rows they hold', async () => {
    const labels = rememberingDecisions();
    await show(labels);
    const given = await screen.findByLabelText('given');
    expect(
      within(given).getByRole('option', { name: '9 (3)' }),
    ).toBeInTheDocument();
    expect(
      within(given).getByRole('option', { name: '4 (0)' }),
    ).toBeInTheDocument();
    await userEvent.selectOptions(given, '9');
    await userEvent.selectOptions(screen.getByLabelText('score'), '0.05');
    await waitFor(() =>
      expect(labels.asked.at(-1)).toMatchObject({ given: '9', below: 0.05 }),
    );
    await screen.findByRole('heading', {
      name: '3 doubtful rows: given 9, with a score up to 0.05',
    });
  });

  it('decides all rows of a filter after a question that says how many', async () => {
    const labels = rememberingDecisions();
    const asked: unknown[] = [];
    const user = userEvent.setup();
    await show(
      labels,
      {
        decideAll: async (_, request) => {
          asked.push(request);
          return { decided: 2, skipped: 1 };
        },
      },
      '/?given=9',
    );
    await user.click(
      await screen.findByRole('button', {
        name: 'Decide all rows of this filter',
      }),
    );
    const dialog = await screen.findByRole('dialog');
    await user.click(
      within(dialog).getByRole('radio', { name: 'keep the given label' }),
    );
    expect(asked).toEqual([]);
    await user.click(
      within(dialog).getByRole('button', { name: 'Decide 3 rows' }),
    );
    await screen.findByText('2 rows decided, 1 passed over.');
    expect(asked).toEqual([
      {
        versionId: 'v1',
        filter: { given: '9', decided: 'open' },
        decide: 'keep',
      },
    ]);
  });

  it('saves a filter under a name, comes back to it and removes it', async () => {
    const labels = rememberingDecisions();
    const saved: SavedFilter[] = [];
    const user = userEvent.setup();
    await show(
      labels,
      {
        listFilters: async () => [...saved],
        saveFilter: async (_, { name, query }) => {
          saved.push({ name, query, at: '2026-11-25T10:00:00Z' });
          return saved;
        },
        removeFilter: async (_, name) => {
          saved.splice(
            saved.findIndex(each => each.name === name),
            1,
          );
          return saved;
        },
      },
      '/?kind=label_error&given=9',
    );
    await user.type(
      await screen.findByLabelText('Save this filter as'),
      'nines',
    );
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await user.click(screen.getByRole('button', { name: 'Clear filter' }));
    await user.click(await screen.findByRole('button', { name: 'nines' }));
    await waitFor(() =>
      expect(labels.asked.at(-1)).toMatchObject({
        kind: 'label_error',
        given: '9',
      }),
    );
    await user.click(
      screen.getByRole('button', { name: 'Remove the filter nines' }),
    );
    await waitFor(() => expect(saved).toEqual([]));
  });

  it('shows only the rows of a link, and all again', async () => {
    const labels = rememberingDecisions();
    await show(labels, {}, '/?key=0001&key=0003');
    await box('0003');
    expect(
      screen.queryByRole('checkbox', { name: 'Row 0002' }),
    ).not.toBeInTheDocument();
    expect(
      screen.getByText('Only the 2 rows of this link'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Show all' }));
    expect(await box('0002')).toBeInTheDocument();
  });

  it('pages through ten thousand rows a hundred at a time', async () => {
    const labels = rememberingDecisions(
      Array.from({ length: 10_000 }, (_, i) => issue(`row-${i}`)),
    );
    await show(labels, {}, '/?at=9900');
    await box('row-9900');
    expect(screen.getByText(/9,901 to 10,000 of 10,000/)).toBeInTheDocument();
  });
});
