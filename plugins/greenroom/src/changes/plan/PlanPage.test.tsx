import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { PullPlan } from '@greenroom/backstage-plugin-greenroom-common';
import { digits, renderInPortal } from '../__testUtils__/portal';
import { ChangesTab } from '../ChangesTab';
import { plan, planApi, pullPlan } from './__testUtils__/plans';

const open = (shown: Partial<PullPlan> = {}, address = '/?plan=12') => {
  const api = planApi(shown);
  return renderInPortal(<ChangesTab asset={digits} />, api, address).then(
    () => api,
  );
};
const unplanned = { plan: undefined, rows: [], verdict: undefined };

describe('PlanPage', () => {
  it('says first what it comes to, then gates and metrics before and after', async () => {
    await open();
    expect(
      await screen.findByText('1 of 1 gate would fail; 40 rows changed.'),
    ).toBeInTheDocument();
    expect(screen.getByRole('list', { name: 'Gates' })).toHaveTextContent(
      'faileddigit-reader, test: accuracy 0.942 is below 0.95 (before it was passed)',
    );
    expect(
      screen.getByRole('row', {
        name: /accuracy, digit-reader, test digits, test 95\.1 % 94\.2 % −0\.9 points/i,
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('figure', { name: 'Differences of metrics' }),
    ).toBeInTheDocument();
  });

  it('steps through changed rows by key, over the edge of a page', async () => {
    const api = await open({}, '/?plan=12&at=23');
    const user = userEvent.setup();
    await screen.findByRole('group', { name: 'Changed row 0023, 24 of 40' });
    await user.keyboard('jj');
    expect(
      await screen.findByRole('group', { name: 'Changed row 0025, 26 of 40' }),
    ).toBeInTheDocument();
    await user.keyboard('k');
    expect(
      await screen.findByRole('group', { name: 'Changed row 0024, 25 of 40' }),
    ).toBeInTheDocument();
    expect(api.asked).toEqual([0, 25, 0]);
  });

  it('marks a row whose label would be doubtful', async () => {
    await open({}, '/?plan=12&at=1');
    const stage = await screen.findByRole('group', {
      name: /Changed row 0001/,
    });
    expect(stage).toHaveTextContent('doubtful label 9: 4 is suggested');
    expect(
      within(stage).getByRole('row', { name: 'label 4 9' }),
    ).toBeInTheDocument();
  });

  it('keeps by A that a change is agreed to and goes on, and takes it back by Z', async () => {
    const agreeInPlan = jest.fn(async () => {});
    const api = { ...planApi(), agreeInPlan };
    await renderInPortal(<ChangesTab asset={digits} />, api, '/?plan=12');
    const user = userEvent.setup();
    await screen.findByRole('group', { name: 'Changed row 0000, 1 of 40' });
    await user.keyboard('a');
    const next = await screen.findByRole('group', {
      name: 'Changed row 0001, 2 of 40',
    });
    expect(await within(next).findByText('you agreed')).toBeInTheDocument();
    expect(
      screen.getByText('You agreed to 2 of 25 rows on this page.'),
    ).toBeInTheDocument();
    await user.keyboard('z');
    expect(agreeInPlan.mock.calls.map(([, asked]: unknown[]) => asked)).toEqual(
      [
        { print: 'p0', word: 'agree' },
        { print: 'p1', word: 'take back' },
      ],
    );
    expect(within(next).queryByText('you agreed')).not.toBeInTheDocument();
  });

  it('sends by C what is said of a row to the git host, and the same again after a lost answer', async () => {
    const commentOnPlan = jest
      .fn()
      .mockRejectedValueOnce(new Error('no answer'))
      .mockResolvedValue({ url: 'http://localhost:7008/c/1' });
    const api = { ...planApi(), commentOnPlan };
    await renderInPortal(<ChangesTab asset={digits} />, api, '/?plan=12');
    const user = userEvent.setup();
    await screen.findByRole('group', { name: /Changed row 0000/ });
    await user.keyboard('c');
    await user.type(
      await screen.findByRole('textbox', { name: /Comment on row 0000/ }),
      'Is this a nine?',
    );
    const send = screen.getByRole('button', { name: 'Send to the git host' });
    await user.click(send);
    expect(await screen.findByRole('alert')).toHaveTextContent('no answer');
    await user.click(send);
    expect(
      await screen.findByRole('link', { name: 'pull request' }),
    ).toHaveAttribute('href', 'http://localhost:7008/c/1');
    const [[, first], [, second]] = commentOnPlan.mock.calls;
    expect(first).toMatchObject({
      text: 'Is this a nine?',
      row: { asset: 'digits', key: '0000' },
    });
    expect(second).toEqual(first);
  });

  it('goes through the rows of one transition, which the address keeps', async () => {
    await open({}, '/?plan=12&was=9&now=4');
    expect(
      await screen.findByRole('group', { name: 'Changed row 0025, 1 of 15' }),
    ).toBeInTheDocument();
  });

  it('lets the push of a fork be planned, where the caller may', async () => {
    const permitPlan = jest.fn(async () => {});
    const api = {
      ...planApi({ ...unplanned, state: 'waiting', mayPermit: true }),
      permitPlan,
    };
    await renderInPortal(<ChangesTab asset={digits} />, api, '/?plan=12');
    const user = userEvent.setup();
    await user.click(
      await screen.findByRole('button', { name: 'Let it be planned' }),
    );
    expect(permitPlan).toHaveBeenCalledTimes(1);
    expect(await screen.findByText(/It is taken up/)).toBeInTheDocument();
  });

  it('offers no button to who may not', async () => {
    await open({ ...unplanned, state: 'waiting' });
    expect(
      await screen.findByText('Waits for somebody with write access'),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Let it be planned' }),
    ).not.toBeInTheDocument();
  });

  it('leads from a plan of before to the newest', async () => {
    await open({ state: 'superseded', newerCommit: 'd'.repeat(40) });
    expect(
      await screen.findByRole('link', {
        name: 'The plan of the newest commit',
      }),
    ).toHaveAttribute('href', '/?plan=12');
  });

  it('says that rows are hidden', async () => {
    await open({
      hidden: true,
      rows: [],
      plan: { ...plan, labelTransitions: [] },
    });
    expect(
      await screen.findByText('Rows are hidden from you'),
    ).toBeInTheDocument();
  });

  it('says that what was merged is not planned any more', async () => {
    await open({
      ...unplanned,
      state: 'failed',
      pull: { ...pullPlan.pull, state: 'merged' },
      job: {
        id: 'j',
        kind: 'plan',
        state: 'cancelled',
        progress: 0,
        createdAt: '2026-11-26T10:00:00Z',
      },
    });
    expect(
      await screen.findByText(
        'Pull request #12 was merged before its plan was there',
      ),
    ).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('shows what failed and what to do', async () => {
    await open({
      ...unplanned,
      state: 'failed',
      job: {
        id: 'j',
        kind: 'plan',
        state: 'failed',
        progress: 0,
        createdAt: '2026-11-26T10:00:00Z',
        error: 'data/digits.csv:3: The row has 4 cells.',
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'data/digits.csv:3: The row has 4 cells.',
    );
    expect(
      screen.getByRole('button', { name: 'Try again' }),
    ).toBeInTheDocument();
  });
});
