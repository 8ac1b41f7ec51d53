import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import type {
  AuditEvent,
  GreenroomApi,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { AuditTab } from './AuditTab';

const published: AuditEvent = {
  id: '7',
  at: '2026-11-26T10:00:00.000Z',
  endedAt: '2026-11-26T10:00:01.000Z',
  action: 'proposal-publish',
  status: 'failed',
  severity: 'medium',
  actor: 'user:default/mira',
  assets: [
    {
      assetId: 'github:northlight/digits-data:greenroom.yaml#digits',
      name: 'digits',
      entityRef: 'resource:default/digits',
    },
  ],
  details: { proposalId: 'p-1' },
  error: 'The host refused the branch.',
};
const gone: AuditEvent = {
  ...published,
  id: '6',
  action: 'decisions-put',
  status: 'begun',
  assets: [{ assetId: 'github:northlight/old:greenroom.yaml#old' }],
  details: { rows: 3 },
  error: undefined,
};

/** An API that answers these questions; any other is a mistake of the page. */
function show(answers: Partial<GreenroomApi>) {
  const api = new Proxy(answers as GreenroomApi, {
    get: (target, name) => {
      if (name in target) return Reflect.get(target, name);
      throw new Error(`The page asked for ${String(name)}`);
    },
  });
  return renderInTestApp(
    <TestApiProvider apis={[[greenroomApiRef, api]]}>
      <AuditTab />
    </TestApiProvider>,
    {
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef as never,
      },
    },
  );
}

describe('AuditTab', () => {
  it('says who did what to which asset, and why it failed', async () => {
    show({ listAuditEvents: async () => ({ items: [published, gone] }) });
    const link = await screen.findByRole('link', { name: 'digits' });
    expect(link).toHaveAttribute('href', '/catalog/default/resource/digits');
    const row = within(link.closest('tr')!);
    expect(row.getByText('user:default/mira')).toBeInTheDocument();
    expect(row.getByText('The host refused the branch.')).toBeInTheDocument();
    expect(row.getByText('proposalId: p-1')).toBeInTheDocument();
  });

  it('names some of the assets of a sync that read many, and how many there are', async () => {
    const assets = Array.from({ length: 20 }, (_, i) => ({
      assetId: `a${i}`,
      name: `data set ${i}`,
      entityRef: `resource:default/a${i}`,
    }));
    show({ listAuditEvents: async () => ({ items: [{ ...gone, assets }] }) });
    expect(await screen.findByText(/and 12 more/)).toBeInTheDocument();
    expect(screen.getAllByRole('link', { name: /^data set/ })).toHaveLength(8);
  });

  it('keeps the id of an asset that is gone, and says where the end is not known', async () => {
    show({ listAuditEvents: async () => ({ items: [gone] }) });
    const id = await screen.findByText(
      'github:northlight/old:greenroom.yaml#old',
    );
    const row = within(id.closest('tr')!);
    expect(row.getByText('not known')).toBeInTheDocument();
  });

  it('asks only for what was clicked, from its newest', async () => {
    const asked: unknown[] = [];
    show({
      listAuditEvents: async query => {
        asked.push(query);
        return { items: [published], nextCursor: '1.1' };
      },
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Older' }));
    expect(asked.at(-1)).toMatchObject({ cursor: '1.1' });
    await userEvent.click(
      await screen.findByRole('button', { name: 'user:default/mira' }),
    );
    await userEvent.selectOptions(screen.getByLabelText('Outcome'), 'failed');
    expect(asked.at(-1)).toMatchObject({
      actor: 'user:default/mira',
      status: 'failed',
      cursor: undefined,
    });
  });

  it('says what failed, and that nothing is lost by it', async () => {
    show({
      listAuditEvents: async () => {
        throw new Error('You need the permission greenroom.administer.');
      },
    });
    expect(
      await screen.findByText('Could not load the audit events.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('You need the permission greenroom.administer.'),
    ).toBeInTheDocument();
  });

  it('says what it will show where nothing was done yet', async () => {
    show({ listAuditEvents: async () => ({ items: [] }) });
    expect(await screen.findByText('Nothing was done yet')).toBeInTheDocument();
  });

  it('exports the filter that is looked at', async () => {
    const exportAuditEvents = jest.fn(async () => {
      throw new Error('too busy');
    });
    show({
      listAuditEvents: async () => ({ items: [published] }),
      exportAuditEvents,
    });
    await userEvent.selectOptions(
      await screen.findByLabelText('Outcome'),
      'failed',
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Export as JSONL' }),
    );
    expect(exportAuditEvents).toHaveBeenCalledWith(
      expect.objectContaining({ format: 'jsonl', status: 'failed' }),
    );
    expect(
      await screen.findByText('These events could not be exported.'),
    ).toBeInTheDocument();
  });
});
