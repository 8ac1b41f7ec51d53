import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { GreenroomApi } from '@greenroom/backstage-plugin-greenroom-common';
import { renderInPortal } from '../changes/__testUtils__/portal';
import {
  asset,
  changedPage,
  common,
  compared,
  rowPage,
  version,
} from './__testUtils__/versions';
import { DataTab } from './DataTab';

const show = (answers: Partial<GreenroomApi>, address?: string) =>
  renderInPortal(<DataTab asset={asset} />, { ...common, ...answers }, address);

const changes = {
  compareVersions: async (from: string, to: string) => compared(from, to),
  getChangedRows: async () => changedPage,
};

describe('DataTab', () => {
  it('opens with what the newest version changed against the one before', async () => {
    const asked: string[][] = [];
    await show({
      ...changes,
      compareVersions: async (from, to) => {
        asked.push([from, to]);
        return compared(from, to);
      },
    });
    await screen.findByRole('heading', { name: /30 labels changed/ });
    expect(asked).toEqual([['v1', 'v2']]);
  });

  it('compares any two versions', async () => {
    const asked: string[][] = [];
    await show(
      {
        ...changes,
        listVersions: async () => [
          version('v3', '1.2.0'),
          version('v2', '1.1.0'),
          version('v1', '1.0.0'),
        ],
        compareVersions: async (from, to) => {
          asked.push([from, to]);
          return compared(from, to);
        },
      },
      '/?version=v3',
    );
    await userEvent.selectOptions(
      await screen.findByLabelText('against'),
      'v1',
    );
    await screen.findByText(/1\.0\.0 .* → 1\.2\.0/);
    expect(asked.at(-1)).toEqual(['v1', 'v3']);
  });

  it('shows rows where there is no version before', async () => {
    await show({
      listVersions: async () => [version('v1', '1.0.0')],
      getRows: async () => rowPage(0),
    });
    await screen.findByRole('button', { name: 'Open row row-0' });
    expect(
      screen.queryByRole('button', { name: 'Changes' }),
    ).not.toBeInTheDocument();
  });

  it('tells of each version its tags, metrics and a number that is too small', async () => {
    const told = {
      ...version('v2', '1.0.1'),
      tags: ['v1.0.1'],
      isBumpTooSmall: true,
      change: { added: 120, removed: 0, relabelled: 37, changed: 40 },
      metrics: [
        {
          modelAssetId: 'm',
          modelName: 'digit-reader',
          relation: 'evaluated on' as const,
          runId: 'r',
          metric: 'accuracy',
          figure: { value: 0.941, low: 0.936, high: 0.946 },
        },
      ],
    };
    await show({
      ...changes,
      listVersions: async () => [told, version('v1', '1.0.0')],
    });
    const [newest] = within(
      await screen.findByRole('navigation', { name: 'Versions' }),
    ).getAllByRole('listitem');
    expect(newest).toHaveTextContent('+120 −0 rows, ~37 labels');
    expect(newest).toHaveTextContent('number too small for the change');
    expect(newest).toHaveTextContent('v1.0.1');
    expect(newest).toHaveTextContent(
      'digit-reader, evaluated on it: accuracy 94.1 % ±0.5',
    );
  });

  it('draws older versions only when asked for', async () => {
    await show({
      ...changes,
      listVersions: async () =>
        Array.from({ length: 100 }, (_, i) =>
          version(`v${i}`, `1.${99 - i}.0`),
        ),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show 70 older' }),
    );
    expect(screen.getByText('1.0.0')).toBeInTheDocument();
  });

  it('forgets the filter when another version is chosen', async () => {
    const filters: unknown[] = [];
    await show(
      {
        getRows: async ({ filter }) => {
          filters.push(filter);
          return rowPage(0);
        },
      },
      '/?view=rows&where.label=9&sort=slant&at=50',
    );
    await screen.findByRole('button', { name: 'Open row row-0' });
    expect(filters.at(-1)).toEqual({ equals: { label: '9' } });
    await userEvent.click(screen.getByRole('button', { name: /^1\.0\.0/ }));
    await screen.findByText(/1,000 rows in 1\.0\.0/);
    expect(filters.at(-1)).toEqual({});
  });
});
