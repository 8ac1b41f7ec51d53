import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  digits,
  done,
  rememberingBasket,
  renderInPortal,
} from '../changes/__testUtils__/portal';
import {
  ANSWERS,
  fakeErrors,
  group,
  hard,
  model,
  slanted,
} from './__testUtils__/fakeErrors';
import { ErrorsTab } from './ErrorsTab';

const show = async (
  address?: string,
  errors = fakeErrors(),
  api: typeof errors.api = {},
) => {
  await renderInPortal(
    <ErrorsTab asset={model} />,
    { ...errors.api, ...api },
    address,
  );
  return errors;
};
const SLANT = '12 ≤ slant < 24';

describe('ErrorsTab', () => {
  it('names the worst slice, how sure it is, and lists the rows behind it', async () => {
    const errors = await show();
    expect(
      await screen.findByRole('heading', {
        name: `18.2 % wrong where ${SLANT}: 3.1 times the average, confirmed`,
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('row', {
        name: /412 18.2 % ?±3.0 3.1× 0.0004 \+75 conf/,
      }),
    ).toHaveTextContent(`the same rows as group hard ∧ ${SLANT}`);
    await userEvent.click(screen.getByRole('button', { name: SLANT }));
    expect(
      await screen.findByText(/31 of the 75 wrong rows/),
    ).toBeInTheDocument();
    expect(errors.lastAsked('keys')).toMatchObject({
      where: [slanted],
      view: { wrong: true, limit: 100 },
    });
    expect(
      await screen.findByRole('link', {
        name: 'Resolve the doubtful labels among these rows',
      }),
    ).toHaveAttribute(
      'href',
      expect.stringContaining('key=0412&key=0413&view=grid'),
    );
    expect(errors.shown.at(-1)?.filter).toEqual({ keys: ['0412', '0413'] });
  });

  it('takes in features that were still being read, by itself', async () => {
    const errors = fakeErrors();
    const { summary } = ANSWERS;
    const reading = {
      ...done,
      state: 'running' as const,
      progress: 0.4,
      message: 'Looking at body',
    };
    let isDone = false;
    await show('/', errors, {
      exploreErrors: async (id, question) =>
        question.view.type === 'summary' && !isDone
          ? { ...summary, features: summary.features.slice(1), reading }
          : errors.api.exploreErrors!(id, question),
      cancelJob: async () => {
        isDone = true;
        return reading;
      },
    });
    const bar = await screen.findByRole('progressbar', {
      name: 'features of the texts and pictures of digits',
    });
    expect(bar).toHaveAttribute('aria-valuenow', '40');
    const searches = () =>
      errors.asked.filter(({ view }) => view.type === 'slices').length;
    expect(searches()).toBe(1);
    await userEvent.click(screen.getByRole('button', { name: /^Cancel/ }));
    await waitFor(() => expect(searches()).toBe(2));
    expect(bar).not.toBeInTheDocument();
  });

  it('asks for more rows like the picked ones', async () => {
    const basket = rememberingBasket();
    await show('/?slice=slant%3A%5B12%2C24%29', fakeErrors(), basket.api);
    await userEvent.click(
      await screen.findByText('Ask for more rows like these'),
    );
    const form = screen.getByRole('form', {
      name: 'Ask for more rows like these',
    });
    await userEvent.type(
      within(form).getByLabelText('Rows wanted in all'),
      '400{Enter}',
    );
    await waitFor(() =>
      expect([...basket.kept.values()]).toMatchObject([
        { kind: 'collect', name: SLANT, rows: 400, where: [slanted] },
      ]),
    );
  });

  it('keeps a group as a cohort, and takes it back', async () => {
    const basket = rememberingBasket();
    await show('/?slice=slant%3A%5B12%2C24%29', fakeErrors(), basket.api);
    const form = await screen.findByRole('form', { name: 'Keep as a cohort' });
    const name = within(form).getByLabelText('Name that people will know');
    expect(name).toHaveValue(SLANT);
    await userEvent.clear(name);
    expect(
      within(form).getByRole('button', { name: 'Put into the basket' }),
    ).toBeDisabled();
    await userEvent.type(name, 'slanted{Enter}');
    expect(
      await within(form).findByRole('link', {
        name: /propose it to Handwritten digits/,
      }),
    ).toHaveAttribute('href', expect.stringContaining('/changes'));
    expect([...basket.kept.values()]).toMatchObject([
      { kind: 'cohort', name: 'slanted', where: [slanted], runId: 'r2' },
    ]);
    await userEvent.click(within(form).getByRole('button', { name: 'Undo' }));
    expect(basket.kept.size).toBe(0);
  });

  it('holds a group with a gate, and says why where it is refused', async () => {
    const asked: unknown[] = [];
    await show('/?slice=slant%3A%5B12%2C24%29', fakeErrors(), {
      putEntries: async (...question) => {
        asked.push(question);
        throw new Error('This gate would be refused: too few rows.');
      },
    });
    const form = await screen.findByRole('form', {
      name: 'Hold it with a gate',
    });
    const bound = within(form).getByLabelText(/Accuracy at least/);
    await userEvent.clear(bound);
    await userEvent.type(bound, '85.5{Enter}');
    expect(await within(form).findByRole('alert')).toHaveTextContent(
      'too few rows',
    );
    expect(asked).toMatchObject([
      ['m', [{ kind: 'gate', evaluation: 'held-out', min: 0.855 }]],
    ]);
  });

  it('tells whoever may not see rows that they are hidden', async () => {
    await show(undefined, fakeErrors(), {
      getAsset: async () => ({ ...digits, allowed: [] }),
    });
    expect(
      await screen.findByText('These rows are hidden from you'),
    ).toBeInTheDocument();
  });

  it('opens what a link says', async () => {
    const errors = await show(
      '/?where=group%3Dhard&given=4&slice=slant%3A%5B12%2C24%29&measure=loss&rows=all&at=25',
    );
    await screen.findByRole('heading', {
      name: /^group hard ∧ 12 ≤ slant < 24: /,
    });
    expect(errors.lastAsked('slices')).toEqual({
      where: [hard],
      given: '4',
      measure: 'loss',
      view: { type: 'slices', order: 'added', search: 'half' },
    });
    expect(
      errors.asked.filter(
        ({ view }) => view.type === 'keys' && view.offset === 25,
      ),
    ).toMatchObject([{ where: [hard, slanted], given: '4' }]);
  });

  it('orders slices by what each adds, or by score, and says on which half they were found', async () => {
    const errors = await show(
      '/?search=half',
      fakeErrors({
        slices: {
          type: 'slices',
          all: group(1012, 60),
          foundOn: 'half',
          confirmedOn: 'the other half, 988 rows',
          test: 'fisher-exact',
          tested: 1231,
          slices: [
            {
              ...group(206, 40),
              where: [slanted],
              score: 1.2,
              lift: 3.1,
              pValue: 0.0001,
              qValue: 0.0004,
              addedErrors: 40,
              sameRowsAs: [],
            },
          ],
        },
      }),
    );
    expect(
      await screen.findByText(
        /Found on 1,012 rows of test, a half by their keys, and confirmed on the other half, 988 rows/,
      ),
    ).toHaveTextContent(
      "q is Fisher's exact test against all other rows, adjusted for all 1,231 slices tested",
    );
    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'ordered by' }),
      'score',
    );
    expect(errors.lastAsked('slices')?.view).toMatchObject({ order: 'score' });
  });

  it('filters everything by a cell of the confusion', async () => {
    const errors = await show();
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'given 4, predicted 9: 12 rows',
      }),
    );
    expect(
      await screen.findByRole('button', { name: 'Remove filter: taken for 9' }),
    ).toBeInTheDocument();
    expect(errors.lastAsked('slices')).toMatchObject({
      given: '4',
      predicted: '9',
    });
    expect(errors.lastAsked('summary')).toMatchObject({ given: undefined });
  });

  it('says why there is nothing to show', async () => {
    await show(
      undefined,
      fakeErrors({
        slices: {
          type: 'slices',
          all: group(2000, 0),
          foundOn: 'all',
          test: 'fisher-exact',
          slices: [],
          tested: 0,
          remark: 'The model is right about all 2,000 rows',
        },
      }),
    );
    expect(
      await screen.findByText('The model is right about all 2,000 rows'),
    ).toBeInTheDocument();
  });

  it('shows the tree by keyboard, and as a table', async () => {
    await show('/?view=tree');
    await screen.findByRole('heading', {
      name: `18.2 % wrong where ${SLANT}, which has 63.6 % of all errors`,
    });
    const [root, worst] = screen.getAllByRole('treeitem');
    root.focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(worst).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    expect(
      await screen.findByRole('heading', { name: new RegExp(`^${SLANT}: `) }),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByText('The same as a table'));
    expect(
      within(
        screen.getByRole('region', { name: 'The error tree as a table' }),
      ).getAllByRole('row'),
    ).toHaveLength(4);
  });

  it('shows errors by two features, a cell of which picks its rows', async () => {
    const errors = await show('/?view=heat&x=slant&y=group');
    await screen.findByRole('heading', {
      name: `40.0 % wrong where ${SLANT} ∧ group hard, of 100 rows: the worst cell`,
    });
    expect(errors.lastAsked('heat')?.view).toEqual({
      type: 'heat',
      x: 'slant',
      y: 'group',
    });
    await userEvent.click(
      screen.getByRole('button', { name: /group hard: 40/ }),
    );
    await screen.findByText('What to do');
    expect(errors.lastAsked('advice')).toMatchObject({
      where: [slanted, hard],
    });
    expect(
      screen.getByRole('button', { name: /group easy: no rows/ }),
    ).toHaveAttribute('aria-disabled', 'true');
  });

  it('puts a picked group beside all rows and those the data set declares', async () => {
    const errors = await show('/?slice=slant%3A%5B12%2C24%29');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Compare' }),
    );
    await screen.findByRole('heading', {
      name: 'Worst on hard cases: 88.4 % right, against 94.1 % of all rows',
    });
    expect(
      errors.asked.find(
        ({ view }) => view.type === 'cohorts' && view.cohorts.length > 1,
      )?.view,
    ).toEqual({
      type: 'cohorts',
      cohorts: [
        { name: 'all rows', where: [] },
        { name: 'hard cases', where: [hard] },
        { name: SLANT, where: [slanted] },
      ],
    });
  });

  it('shows how the picked group fared over versions', async () => {
    const point = { datasetVersionId: 'v1', all: group(2000, 118) };
    await show('/?view=trend&slice=slant%3A%5B12%2C24%29', fakeErrors(), {
      getErrorTrend: async () => ({
        job: done,
        points: [
          {
            ...point,
            runId: 'r1',
            modelVersionId: 'mv1',
            name: '1.0.0 on 1.0.0',
            cohort: group(412, 75),
          },
          {
            ...point,
            runId: 'r2',
            modelVersionId: 'mv2',
            name: '2.0.0 on 1.0.0',
            cohort: group(412, 25),
            change: {
              value: -0.12,
              low: -0.16,
              high: -0.08,
              pValue: 0.0001,
              rows: 412,
            },
          },
        ],
      }),
    });
    expect(
      await screen.findByRole('heading', {
        name: `${SLANT} went from 18.2 % to 6.1 % wrong over 2 versions`,
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('row', {
        name: /2.0.0 on 1.0.0 412 .*−12.0 points.*better/,
      }),
    ).toHaveAttribute('aria-current', 'true');
  });

  it('shows what got worse and better since another run, what moved it, and rows that flipped', async () => {
    const errors = await show('/?view=changes');
    expect(
      await screen.findByRole('heading', {
        name: '8.0 % → 5.9 % wrong since 1.0.0 on 1.0.0: 1 slice got worse, 1 got better',
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('row', {
        name: /206 4.9 % ?±3.0 19.4 % ?±3.0 \+14.6 points.*new the model \+12.0, labels \+2.6/,
      }),
    ).toBeInTheDocument();
    const broke = screen.getByRole('region', { name: 'Where rows broke' });
    await userEvent.click(within(broke).getByRole('button', { name: SLANT }));
    // What to do about the group asks for its rows as well, in no order.
    expect(errors.asked).toContainEqual(
      expect.objectContaining({
        where: [slanted],
        view: expect.objectContaining({ flipped: 'broken' }),
      }),
    );
    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'since' }),
      'r1',
    );
    expect(errors.lastAsked('changes')?.view).toMatchObject({ from: 'r1' });
  });

  it('says why errors cannot be looked into and offers to try again', async () => {
    await show(undefined, fakeErrors(), {
      exploreErrors: async () => {
        throw new Error('The predictions of this run are gone');
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The predictions of this run are gone',
    );
    expect(
      screen.getByRole('button', { name: 'Try again' }),
    ).toBeInTheDocument();
  });
});
