import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import type {
  ColumnProfile,
  GreenroomApi,
} from '@greenroom/backstage-plugin-greenroom-common';
import { renderInPortal } from '../changes/__testUtils__/portal';
import {
  asset,
  common,
  failing,
  profile,
  running,
  versions,
} from './__testUtils__/versions';
import { ColumnsView } from './ColumnsView';

const Address = () => (
  <output>{decodeURIComponent(useLocation().search)}</output>
);

const show = (answers: Partial<GreenroomApi> = {}) =>
  renderInPortal(
    <>
      <ColumnsView asset={asset} version={versions[0]} />
      <Address />
    </>,
    { ...common, ...answers },
  );

const column = (name: string) =>
  screen.findByRole('region', { name: `Column ${name}` });

describe('ColumnsView', () => {
  it('says of each column what it is, and which types nobody declared', async () => {
    await show();
    await screen.findByRole('heading', {
      name: '6 columns of 1,000 rows, 1 of them personal data, 1 with an inferred type',
    });
    const slant = await column('slant');
    expect(slant).toHaveTextContent('number, inferred from the values');
    expect(slant).toHaveTextContent('missing5 (0.5 %)');
    expect(slant).toHaveTextContent('range-20 to 20');
    expect(slant).toHaveTextContent('median 0');
  });

  it('leads from a bar to the rows it counts', async () => {
    await show();
    await userEvent.click(
      within(await column('slant')).getByRole('button', {
        name: '-20 to 0: 450 rows',
      }),
    );
    expect(screen.getByRole('status', { name: '' })).toHaveTextContent(
      '?range.slant=[-20,0)&view=rows',
    );
  });

  it('leads from a value to the rows that have it', async () => {
    await show();
    await userEvent.click(
      within(await column('label')).getByRole('button', { name: /^9/ }),
    );
    expect(screen.getByRole('status')).toHaveTextContent(
      '?where.label=9&view=rows',
    );
  });

  it('says that what a personal column holds is hidden', async () => {
    await show();
    expect(await column('writer')).toHaveTextContent(
      'hidden from you as personal data',
    );
  });

  it('shows the classes of each split, and leads to their rows', async () => {
    await show();
    await screen.findByRole('heading', {
      name: '2 classes, from 40.0 % (9) to 60.0 % (4) of the rows',
    });
    await userEvent.click(
      screen.getByRole('button', { name: /^9 in train.* 300\s*37\.5 %$/ }),
    );
    expect(screen.getByRole('status')).toHaveTextContent(
      '?where.label=9&where.split=train&view=rows',
    );
  });

  it('shows the declared columns while they are being read', async () => {
    await show({
      getProfile: async () => ({
        versionId: 'v2',
        job: running,
        columns: [],
        splits: [],
        masked: [],
      }),
    });
    await screen.findByRole('progressbar');
    expect(await column('slant')).toHaveTextContent('number');
  });

  it('says why they could not be read', async () => {
    await show({
      getProfile: async () => ({
        versionId: 'v2',
        job: failing,
        columns: [],
        splits: [],
        masked: [],
      }),
    });
    expect(await screen.findByText(failing.error!)).toBeInTheDocument();
  });

  it('pages through many columns and finds one by name', async () => {
    const many = Array.from(
      { length: 300 },
      (_, i): ColumnProfile => ({
        name: `sensor_${i}`,
        type: 'number',
        typedBy: 'inferred',
        nulls: 0,
      }),
    );
    await show({
      getProfile: async () => ({ ...profile, columns: many }),
    });
    await screen.findByText('1 to 24 of 306 columns');
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search columns' }),
      'sensor_299',
    );
    await column('sensor_299');
    expect(screen.getAllByRole('region', { name: /^Column / })).toHaveLength(1);
  });
});
