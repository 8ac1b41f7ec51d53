import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  Annotators,
  AssetDetail,
} from '@greenroom/backstage-plugin-greenroom-common';
import {
  digits,
  done,
  renderInPortal,
} from '../../changes/__testUtils__/portal';
import { AnnotatorsView } from './AnnotatorsView';

const confusion = (nineForFour: number) => ({
  classes: ['4', '9'],
  counts: [
    [90, 1],
    [nineForFour, 80],
  ],
});

const annotators: Annotators = {
  job: done,
  design: 'one',
  annotators: [
    {
      annotator: 'ann-1',
      rows: 171,
      quality: { value: 0.99, low: 0.97, high: 0.997, n: 171 },
      confusion: confusion(0),
    },
    {
      annotator: 'ann-3',
      rows: 190,
      quality: { value: 0.9, low: 0.85, high: 0.94, n: 190 },
      confusion: confusion(19),
    },
  ],
  agreement: {
    rows: 200,
    krippendorffAlpha: 0.31,
    fleissKappa: 0.3,
    gwetAc1: 0.93,
    remark: 'Of 200 rows that two people labelled.',
  },
  pairs: [
    { a: 'ann-1', b: 'ann-2', cohenKappa: 0.8, n: 100 },
    { a: 'ann-1', b: 'ann-3', cohenKappa: 0.2, n: 100 },
    { a: 'ann-2', b: 'ann-3', n: 4 },
  ],
  next: [{ key: '0042', score: 0.12, labels: 1 }],
};

const show = (
  answer: Annotators,
  address = '/?view=annotators',
  asset: AssetDetail = digits,
) =>
  renderInPortal(
    <AnnotatorsView asset={asset} version={digits.version!} />,
    { getAnnotators: async () => answer },
    address,
  );

describe('AnnotatorsView', () => {
  it('names who stands out, and lists the worst first with interval and rows', async () => {
    await show(annotators);
    await screen.findByRole('heading', {
      name: '90.0 % of the labels of ann-3 look right, against 99.0 % of ann-1',
    });
    const [, first] = within(
      screen.getByRole('region', { name: 'Annotators' }),
    ).getAllByRole('row');
    expect(first).toHaveTextContent('ann-3');
    expect(first).toHaveTextContent('90.0 % ±4.5, n 190');
    expect(first).toHaveTextContent('9 for 4 (19)');
  });

  it('compares with who is surest to be good, not with the best of few rows', async () => {
    await show({
      ...annotators,
      annotators: [
        ...annotators.annotators,
        {
          annotator: 'ann-9',
          rows: 3,
          quality: { value: 1, low: 0.44, high: 1, n: 3 },
          confusion: confusion(0),
        },
      ],
    });
    expect(
      await screen.findByRole('heading', { name: /against 99.0 % of ann-1/ }),
    ).toBeInTheDocument();
  });

  it('says that nobody stands out where intervals overlap', async () => {
    await show({
      ...annotators,
      annotators: annotators.annotators.map(each => ({
        ...each,
        quality: { value: each.quality.value, low: 0.8, high: 1, n: 20 },
      })),
    });
    expect(
      await screen.findByRole('heading', { name: /No annotator stands out/ }),
    ).toBeInTheDocument();
  });

  it('shows the confusion of the annotator in the address, and leads a cell to its rows', async () => {
    const user = userEvent.setup();
    await show(annotators, '/?view=annotators&annotator=ann-3');
    await screen.findByRole('heading', {
      name: 'ann-3 most often says 9 where the row looks like 4',
    });
    await user.click(
      screen.getByRole('button', { name: 'given 9, suggested 4: 19 rows' }),
    );
    expect(
      await screen.findByText('Given 9, looks like 4, set by ann-3.'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Decide on these rows' }),
    ).toBeInTheDocument();
  });

  it('says that kappas collapse under skew where AC1 is far above them', async () => {
    await show(annotators);
    expect(await screen.findByText(/Believe AC1/)).toBeInTheDocument();
    expect(
      screen.getByRole('row', { name: /Gwet's AC1 0\.930/ }),
    ).toBeInTheDocument();
  });

  it('lists the pairs that agree least first, and those without a kappa last', async () => {
    await show(annotators);
    const rows = within(
      await screen.findByRole('region', { name: 'Agreement of pairs' }),
    ).getAllByRole('row');
    expect(rows.slice(1).map(row => row.textContent)).toEqual([
      'ann-1ann-30.200100',
      'ann-1ann-20.800100',
      'ann-2ann-3not defined4',
    ]);
  });

  it('says how people read the guideline differently, and links it', async () => {
    await show(
      {
        ...annotators,
        design: 'several',
        agreement: {
          ...annotators.agreement!,
          findings: [
            'ann and bob: one draws one box where the other draws two to three.',
          ],
        },
      },
      undefined,
      {
        ...digits,
        guideline: { path: 'GUIDELINE.md', url: 'https://host/GUIDELINE.md' },
      },
    );
    await screen.findByRole('heading', {
      name: '1 difference between annotators recurs: sharpen the guideline',
    });
    expect(screen.getByText(/one draws one box/)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'GUIDELINE.md' })).toHaveAttribute(
      'href',
      'https://host/GUIDELINE.md',
    );
  });

  it('links the rows to label next', async () => {
    await show(annotators);
    expect(await screen.findByRole('link', { name: '0042' })).toHaveAttribute(
      'href',
      expect.stringContaining('version=v1&view=rows&row=0042'),
    );
  });

  it('says what it will show where nobody is named', async () => {
    await show({ job: done, design: 'none', annotators: [] });
    expect(
      await screen.findByText('Nobody is named as who set the labels'),
    ).toBeInTheDocument();
    expect(screen.getByText(/spec\.annotator/)).toBeInTheDocument();
  });
});
