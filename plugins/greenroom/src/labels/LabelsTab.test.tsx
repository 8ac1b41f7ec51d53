import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { GreenroomApi } from '@greenroom/backstage-plugin-greenroom-common';
import { digits, renderInPortal } from '../changes/__testUtils__/portal';
import { rememberingDecisions } from './__testUtils__/rememberingDecisions';
import { LabelsTab } from './LabelsTab';

const show = (answers: Partial<GreenroomApi> = {}, address?: string) => {
  const labels = rememberingDecisions();
  return {
    labels,
    shown: renderInPortal(
      <LabelsTab asset={digits} />,
      { ...labels.api, ...answers },
      address,
    ),
  };
};

describe('LabelsTab', () => {
  it('opens with what was found, what is left and what it rests on', async () => {
    await show().shown;
    await screen.findByRole('heading', {
      name: '3 labels look wrong, most often 9 that looks like 4',
    });
    expect(
      screen.getByText(/37 left of 60 · 3 put off · 2 asked again/),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/out-of-fold of digit-reader 2.0.0, 1,000 rows/),
    ).toBeInTheDocument();
    for (const text of [
      'Declared classes: every class has rows',
      'Outliers: 2 rows are unlike all others',
      'Annotators: no column names them',
    ])
      expect(screen.getByText(text)).toBeInTheDocument();
  });

  it('says that the noise rate is not known before an audit, and with its interval after', async () => {
    await show().shown;
    await screen.findByRole('heading', {
      name: 'How many labels are wrong is not known yet',
    });
    const audit = {
      id: 'a1',
      versionId: 'v1',
      author: 'user:default/mira-okafor',
      at: '2026-11-25T10:00:00Z',
      design: 'random' as const,
      size: 200,
      decided: 200,
      population: 1000,
      noise: { value: 0.031, low: 0.015, high: 0.065, n: 200 },
    };
    await show({ listAudits: async () => [audit] }).shown;
    expect(
      await screen.findByRole('heading', {
        name: 'About 3.1 % of the labels are wrong, by an audit of 200 rows',
      }),
    ).toBeInTheDocument();
  });

  it('opens the queue of a bar', async () => {
    const { labels, shown } = show();
    await shown;
    await userEvent.click(
      await screen.findByRole('button', { name: /^9 → 4/ }),
    );
    await screen.findByRole('group', { name: 'Row 0001' });
    expect(labels.asked).toContainEqual(
      expect.objectContaining({ given: '9', suggested: '4', decided: 'open' }),
    );
  });

  it('leads from an ambiguous pair to its rows', async () => {
    const { labels, shown } = show();
    await shown;
    expect(
      await screen.findByText(/4 and 9 can't be told apart in 31 rows/),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Rows given 4 that could be 9' }),
    );
    await screen.findByRole('list', { name: 'Doubtful rows' });
    expect(labels.asked.at(-1)).toMatchObject({
      kind: 'ambiguous',
      given: '4',
      suggested: '9',
    });
  });

  it('draws how the labels fared, with the table behind it', async () => {
    const item = (versionId: string, semver: string, value: number) => ({
      versionId,
      semver,
      commit: digits.version!.commit,
      rows: 1000,
      issues: 30,
      labelsOk: { value, low: value - 0.01, high: value + 0.005 },
    });
    await show({
      getLabelHistory: async () => ({
        items: [item('v0', '1.0.0', 0.971), item('v1', '1.1.0', 0.99)],
      }),
    }).shown;
    await screen.findByRole('heading', {
      name: 'Labels that look right went from 97.1 % to 99.0 % over 2 versions',
    });
    const table = screen.getByRole('region', {
      name: 'Labels over versions as a table',
      hidden: true,
    });
    expect(
      within(table).getAllByRole('row', { hidden: true })[1],
    ).toHaveTextContent(/1\.1\.0.*not audited/);
  });

  it('keeps the filter and drops the row when another view is chosen', async () => {
    const { labels, shown } = show({}, '/?view=resolver&given=9&row=0002');
    await shown;
    await screen.findByRole('group', { name: 'Row 0002' });
    await userEvent.click(screen.getByRole('button', { name: 'Grid' }));
    await screen.findByRole('list', { name: 'Doubtful rows' });
    expect(labels.asked.at(-1)).toMatchObject({ given: '9' });
    await userEvent.click(screen.getByRole('button', { name: 'Resolver' }));
    await screen.findByRole('group', { name: 'Row 0001' });
  });

  it('says what failed when the labels could not be loaded', async () => {
    await show({
      getLabelQuality: async () => {
        throw new Error('no answer from the backend');
      },
    }).shown;
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'no answer from the backend',
    );
    expect(
      screen.getByRole('button', { name: 'Try again' }),
    ).toBeInTheDocument();
  });

  it('shows another version when it is chosen', async () => {
    const { labels, shown } = show({
      listVersions: async () => [
        { ...digits.version!, semver: '1.1.0' },
        { ...digits.version!, id: 'v0', semver: '1.0.0' },
      ],
    });
    await shown;
    await screen.findByRole('option', { name: '1.0.0' });
    await userEvent.selectOptions(screen.getByLabelText('version'), 'v0');
    await waitFor(() =>
      expect(labels.asked.at(-1)).toMatchObject({ versionId: 'v0' }),
    );
  });
});
