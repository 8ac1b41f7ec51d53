import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { GreenroomApi } from '@greenroom/backstage-plugin-greenroom-common';
import { digits, renderInPortal } from '../../changes/__testUtils__/portal';
import {
  issue,
  rememberingDecisions,
} from '../__testUtils__/rememberingDecisions';
import { ResolverView } from './ResolverView';

const show = (
  labels: ReturnType<typeof rememberingDecisions>,
  answers: Partial<GreenroomApi> = {},
  address?: string,
) =>
  renderInPortal(
    <ResolverView asset={digits} version={digits.version!} />,
    { ...labels.api, ...answers },
    address,
  );
const atRow = (key: string) =>
  screen.findByRole('group', { name: `Row ${key}` });

describe('ResolverView', () => {
  it('decides by key, moves on, and takes the last decision back by Z', async () => {
    const labels = rememberingDecisions();
    const user = userEvent.setup();
    await show(labels);
    await atRow('0001');

    await user.keyboard('s');
    await atRow('0002');
    await screen.findByText('Basket: 1 decision');
    expect(labels.standing('0001')).toMatchObject({
      kind: 'relabel',
      from: '9',
      to: '4',
      reason: 'model 0.97 for 4',
    });
    await user.keyboard('7');
    await atRow('0003');
    await user.keyboard('k');
    await screen.findByText('Basket: 3 decisions');
    expect(labels.standing('0002')).toMatchObject({ to: '7' });
    expect(labels.standing('0003')).toMatchObject({ kind: 'keep' });
    await screen.findByRole('heading', {
      name: 'No doubtful row is left to decide here',
    });

    await user.keyboard('z');
    await screen.findByText('Basket: 2 decisions');
    await atRow('0003');
    expect(labels.standing('0003')).toBeUndefined();
  });

  it('goes on where the person left it, for the server keeps the decisions', async () => {
    const labels = rememberingDecisions();
    const user = userEvent.setup();
    const first = await show(labels);
    await atRow('0001');
    await user.keyboard('s');
    await screen.findByText('Basket: 1 decision');
    first.unmount();
    await show(labels);
    await atRow('0002');
    expect(
      screen.getByRole('heading', {
        name: '2 doubtful rows are left to decide',
      }),
    ).toBeInTheDocument();
  });

  it('puts a row off with a reason, without the basket', async () => {
    const labels = rememberingDecisions();
    const user = userEvent.setup();
    await show(labels);
    await atRow('0001');
    await user.type(
      screen.getByLabelText('Reason (optional)'),
      'ask Jonas{Enter}',
    );
    expect(labels.standing('0001')).toBeUndefined();
    await user.keyboard('r');
    await atRow('0002');
    await waitFor(() =>
      expect(labels.standing('0001')).toMatchObject({
        kind: 'later',
        reason: 'ask Jonas',
      }),
    );
    await screen.findByText('Basket: 0 decisions');
  });

  it('shows what somebody else decided meanwhile, and overrules it only when asked', async () => {
    const labels = rememberingDecisions();
    const user = userEvent.setup();
    await show(labels);
    await atRow('0001');
    labels.say(
      { key: '0001', kind: 'keep', from: '9', seen: 0 },
      'user:default/jonas-weber',
    );
    await user.keyboard('s');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /jonas-weber decided row 0001 .*: kept as 9\. Yours, 9 → 4, was not saved/,
    );
    expect(labels.standing('0001')).toMatchObject({ kind: 'keep' });
    await user.click(
      screen.getByRole('button', { name: 'Overrule the decision on row 0001' }),
    );
    await waitFor(() =>
      expect(labels.standing('0001')).toMatchObject({ to: '4', revision: 2 }),
    );
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('keeps the decision of the other where the person agrees', async () => {
    const labels = rememberingDecisions();
    const user = userEvent.setup();
    await show(labels);
    await atRow('0001');
    labels.say(
      { key: '0001', kind: 'exclude', from: '9', seen: 0 },
      'user:default/jonas-weber',
    );
    await user.keyboard('s');
    await user.click(
      await screen.findByRole('button', {
        name: 'Keep their decision on row 0001',
      }),
    );
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(labels.standing('0001')).toMatchObject({ kind: 'exclude' });
  });

  it('changes a word that is still on its way without taking it for a conflict', async () => {
    const labels = rememberingDecisions();
    const user = userEvent.setup();
    await show(labels);
    await atRow('0001');
    await user.keyboard('k');
    await user.keyboard('{ArrowLeft}');
    await user.keyboard('7');
    await waitFor(() =>
      expect(labels.standing('0001')).toMatchObject({ to: '7', revision: 2 }),
    );
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('says that a decision could not be saved, and does not count it', async () => {
    const labels = rememberingDecisions();
    const user = userEvent.setup();
    await show(labels, {
      decide: async () => {
        throw new Error('the database is away');
      },
    });
    await atRow('0001');
    await user.keyboard('e');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'the database is away',
    );
    expect(screen.getByText('Basket: 0 decisions')).toBeInTheDocument();
  });

  it('says why, who set the label, what the nearest rows are called, and what changed since', async () => {
    const outdated = {
      key: '0001',
      kind: 'keep' as const,
      from: '9',
      author: 'user:default/jonas-weber',
      at: '2026-11-20T10:00:00Z',
      versionId: 'v0',
      revision: 1,
      state: 'outdated' as const,
    };
    const labels = rememberingDecisions([
      issue('0001'),
      issue('0001', {
        kind: 'conflict',
        why: 'row 0099 is the same, called 4',
      }),
    ]);
    await show(labels, {
      getLabelQuality: async query => {
        const answer = await labels.api.getLabelQuality(query);
        return {
          ...answer,
          items: answer.items.map(each => ({ ...each, decision: outdated })),
        };
      },
    });
    const row = await atRow('0001');
    expect(row).toHaveTextContent('Why: model 0.97 for 4');
    expect(row).toHaveTextContent('Why: row 0099 is the same, called 4');
    expect(row).toHaveTextContent(
      /Asked again: decided by jonas-weber.* as kept as 9, and the row changed since/,
    );
    expect(row).toHaveTextContent('0 of 1 nearest rows have the given label');
    await waitFor(() =>
      expect(row).toHaveTextContent(/Label set by c3d4 ann-3/),
    );
  });

  it('offers classes in order of likelihood, with their probability', async () => {
    await show(rememberingDecisions());
    await atRow('0001');
    const [first, second] = screen
      .getByRole('group', { name: 'Another class' })
      .querySelectorAll('button');
    expect(first).toHaveTextContent('4 97.0 %');
    expect(second).toHaveTextContent('9 2.0 %');
  });

  it('opens the row of the address, and another queue when it is chosen', async () => {
    const labels = rememberingDecisions();
    await show(labels, {}, '/?row=0003');
    await atRow('0003');
    await screen.findByRole('option', { name: 'unlike all others (2)' });
    await userEvent.selectOptions(screen.getByLabelText('queue:'), 'outlier');
    await atRow('0001');
    expect(labels.asked.at(-1)).toMatchObject({ kind: 'outlier' });
  });

  it('offers the queues of what was found, with their number', async () => {
    await show(rememberingDecisions());
    await screen.findByRole('option', { name: 'likely wrong (3)' });
    expect(
      [...screen.getByLabelText('queue:').querySelectorAll('option')].map(
        option => option.textContent,
      ),
    ).toEqual(['likely wrong (3)', 'unlike all others (2)', 'all kinds']);
  });

  it('offers no decision to a person who may not propose', async () => {
    const labels = rememberingDecisions();
    await renderInPortal(
      <ResolverView
        asset={{ ...digits, allowed: ['readRows'] }}
        version={digits.version!}
      />,
      labels.api,
    );
    await atRow('0001');
    await userEvent.keyboard('s');
    expect(
      screen.queryByRole('button', { name: /Take 4/ }),
    ).not.toBeInTheDocument();
    expect(labels.standing('0001')).toBeUndefined();
  });
});
