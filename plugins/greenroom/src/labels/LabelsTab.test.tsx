import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  LabelIssue,
  LabelQuality,
} from '@greenroom/backstage-plugin-greenroom-common';
import {
  digits,
  done,
  rememberingBasket,
  renderInPortal,
} from '../changes/__testUtils__/portal';
import { LabelsTab } from './LabelsTab';

const issue = (key: string): LabelIssue => ({
  key,
  kind: 'label_error',
  split: 'train',
  given: '9',
  suggested: '4',
  score: 0.02,
  pGiven: 0.02,
  pSuggested: 0.97,
  annotator: 'ann-3',
  why: 'model 0.97 for 4',
  likely: [
    { label: '4', p: 0.97 },
    { label: '9', p: 0.02 },
  ],
  neighbours: [{ key: '0009', label: '4', split: 'train', distance: 0.1 }],
});

const quality: LabelQuality = {
  job: done,
  datasetVersionId: 'v1',
  rows: 1000,
  issues: 3,
  labelsOk: { value: 0.997, low: 0.99, high: 0.999, n: 1000 },
  transitions: [{ given: '9', suggested: '4', count: 3 }],
  byAnnotator: [{ annotator: 'ann-3', rows: 500, issues: 3 }],
  predictions: [
    {
      splits: ['train'],
      origin: 'out-of-fold of digit-reader 2.0.0',
      rows: 1000,
    },
  ],
  checks: [
    {
      name: 'Declared classes',
      state: 'passed',
      text: 'every class has rows',
    },
  ],
  items: [issue('0001'), issue('0002'), issue('0003')],
  total: 3,
};

const reading = {
  listVersions: async () => [digits.version!],
  getLabelQuality: async () => quality,
  getRows: async () => ({
    columns: [],
    rows: [],
    total: 0,
    offset: 0,
    masked: [],
    hidden: false,
  }),
};

describe('LabelsTab', () => {
  it('fills the basket by key, moves on, and takes the decision back by Z', async () => {
    const basket = rememberingBasket();
    const user = userEvent.setup();
    await renderInPortal(
      <LabelsTab asset={digits} />,
      {
        ...reading,
        ...basket.api,
      },
      '/?view=resolver',
    );
    await screen.findByRole('group', { name: 'Row 0001' });

    await user.keyboard('s');
    await screen.findByRole('group', { name: 'Row 0002' });
    await waitFor(() =>
      expect(basket.kept.get('0001')).toEqual({
        key: '0001',
        kind: 'relabel',
        from: '9',
        to: '4',
        reason: 'model 0.97 for 4',
      }),
    );
    expect(await screen.findByText('Basket: 1 decision')).toBeInTheDocument();

    await user.keyboard('7');
    await waitFor(() =>
      expect(basket.kept.get('0002')).toMatchObject({
        kind: 'relabel',
        to: '7',
      }),
    );
    await user.keyboard('k');
    await waitFor(() =>
      expect(basket.kept.get('0003')).toMatchObject({ kind: 'keep' }),
    );

    await user.keyboard('z');
    await waitFor(() =>
      expect([...basket.kept.keys()]).toEqual(['0001', '0002']),
    );
    expect(screen.getByRole('group', { name: 'Row 0003' })).toBeInTheDocument();
  });

  it('takes the suggestion for the rows selected in the grid', async () => {
    const basket = rememberingBasket();
    const user = userEvent.setup();
    await renderInPortal(<LabelsTab asset={digits} />, {
      ...reading,
      ...basket.api,
    });
    await user.click(await screen.findByRole('button', { name: 'Grid' }));
    await user.click(await screen.findByRole('checkbox', { name: 'Row 0001' }));
    await user.click(screen.getByRole('checkbox', { name: 'Row 0003' }));
    await user.click(
      screen.getByRole('button', { name: 'Take suggestion for 2 rows' }),
    );
    await waitFor(() =>
      expect([...basket.kept.keys()]).toEqual(['0001', '0003']),
    );
  });

  it('says that a decision could not be saved, and does not count it', async () => {
    const basket = rememberingBasket();
    const user = userEvent.setup();
    await renderInPortal(
      <LabelsTab asset={digits} />,
      {
        ...reading,
        ...basket.api,
        putEntries: async () => {
          throw new Error('the database is away');
        },
      },
      '/?view=resolver',
    );
    await screen.findByRole('group', { name: 'Row 0001' });
    await user.keyboard('e');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'the database is away',
    );
    expect(screen.getByText('Basket: 0 decisions')).toBeInTheDocument();
  });

  it('offers no decision to a person who may not propose', async () => {
    const user = userEvent.setup();
    await renderInPortal(
      <LabelsTab asset={{ ...digits, allowed: ['readRows'] }} />,
      {
        ...reading,
        ...rememberingBasket().api,
      },
      '/?view=resolver',
    );
    await screen.findByRole('group', { name: 'Row 0001' });
    await user.keyboard('s');
    expect(
      screen.queryByRole('button', { name: /Take 4/ }),
    ).not.toBeInTheDocument();
    expect(screen.getByRole('group', { name: 'Row 0001' })).toBeInTheDocument();
  });

  it('says what failed when the labels could not be loaded', async () => {
    await renderInPortal(<LabelsTab asset={digits} />, {
      ...reading,
      getLabelQuality: async () => {
        throw new Error('no answer from the backend');
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'no answer from the backend',
    );
    expect(
      screen.getByRole('button', { name: 'Try again' }),
    ).toBeInTheDocument();
  });
});
