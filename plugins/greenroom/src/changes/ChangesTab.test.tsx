import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  Proposal,
  ProposalEntry,
} from '@greenroom/backstage-plugin-greenroom-common';
import { ChangesTab } from './ChangesTab';
import { effectSentence } from './Effect';
import {
  digits,
  rememberingBasket,
  renderInPortal,
} from './__testUtils__/portal';

const relabel: ProposalEntry = {
  key: '0412',
  kind: 'relabel',
  from: '9',
  to: '4',
};
const pullRequest = {
  number: 12,
  url: 'http://localhost:7008/northlight/digits-data/pull/12',
  labels: [],
  reviewers: [],
  comments: [],
};

describe('ChangesTab', () => {
  it('publishes the basket once and shows its pull request', async () => {
    const basket = rememberingBasket([relabel]);
    const items: Proposal[] = [];
    const publish = jest.fn(async () => {
      const proposal: Proposal = {
        ...basket.draft(),
        state: 'open',
        title: 'Fix a nine',
        pullRequest,
      };
      basket.kept.clear();
      items.push(proposal);
      return proposal;
    });
    const user = userEvent.setup();
    await renderInPortal(<ChangesTab asset={digits} />, {
      ...basket.api,
      listProposals: async () => ({
        ...(await basket.api.listProposals()),
        items: [...items],
      }),
      publish,
    });
    const title = await screen.findByLabelText('Title of the pull request');
    await user.clear(title);
    await user.type(title, 'Fix a nine');
    await screen.findByText(/Asked for a review.*@northlight\/vision/);
    await user.dblClick(
      screen.getByRole('button', { name: 'Open a pull request with 1 change' }),
    );

    const links = await screen.findAllByRole('link', {
      name: 'Pull request #12',
    });
    expect(links[0]).toHaveAttribute('href', pullRequest.url);
    expect(publish).toHaveBeenCalledTimes(1);
    expect(publish).toHaveBeenCalledWith(
      'p1',
      {
        title: 'Fix a nine',
        description: undefined,
        as: 'ready',
        labels: ['greenroom'],
        into: undefined,
      },
      undefined,
    );
    expect(await screen.findByText('Your basket is empty')).toBeInTheDocument();
  });

  const proposed = (fields: Partial<Proposal>): Proposal => ({
    id: 'p0',
    assetId: digits.id,
    author: 'user:default/mira-okafor',
    state: 'open',
    title: 'Fix an older nine',
    entries: [relabel],
    baseVersionId: 'v1',
    updatedAt: '2026-11-22T10:00:00Z',
    pullRequest,
    ...fields,
  });

  it('adds the basket to an open pull request, with labels of its own', async () => {
    const basket = rememberingBasket([relabel]);
    const publish = jest.fn(async () => proposed({}));
    const user = userEvent.setup();
    await renderInPortal(<ChangesTab asset={digits} />, {
      ...basket.api,
      listProposals: async () => ({
        draft: basket.draft(),
        items: [proposed({})],
      }),
      publish,
    });
    await user.selectOptions(
      await screen.findByLabelText('Where the changes go'),
      'Into #12: Fix an older nine',
    );
    const labels = await screen.findByLabelText(/^Labels/);
    await user.clear(labels);
    await user.type(labels, 'labels, vision,');
    expect(screen.queryByLabelText('Open it as a draft')).toBeNull();
    await user.click(
      screen.getByRole('button', { name: 'Add 1 change to it' }),
    );
    expect(publish).toHaveBeenCalledWith(
      'p1',
      expect.objectContaining({
        into: 'p0',
        title: 'Fix an older nine',
        labels: ['labels', 'vision'],
      }),
      undefined,
    );
  });

  it('shows whom a pull request waits for, what was said, and no markup of strangers', async () => {
    await renderInPortal(<ChangesTab asset={digits} />, {
      listProposals: async () => ({
        items: [
          proposed({
            pullRequest: {
              ...pullRequest,
              draft: true,
              fork: 'mira/digits-data',
              reviewers: ['northlight/vision'],
              labels: ['greenroom'],
              comments: [
                {
                  id: 'review-1',
                  author: 'jonas',
                  body: '<img src=x> [link](javascript:alert(1))',
                  at: '2026-11-22T11:00:00Z',
                  url: 'data:text/html,x',
                  verdict: 'changes-requested',
                },
              ],
            },
          }),
        ],
      }),
    });
    expect(
      await screen.findByText(
        'waits for @northlight/vision; labelled greenroom; from the fork mira/digits-data',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('Changes requested')).toBeInTheDocument();
    expect(
      screen.getByText('<img src=x> [link](javascript:alert(1))'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: 'Open on the host' })).toBeNull();
  });

  it('says how a branch is taken in where the remote knows no more', async () => {
    const command =
      'git fetch file:///data greenroom/x && git merge FETCH_HEAD';
    await renderInPortal(<ChangesTab asset={digits} />, {
      listProposals: async () => ({
        items: [
          proposed({
            pullRequest: {
              ...pullRequest,
              number: undefined,
              url: 'file:///data#greenroom/x',
              branch: 'greenroom/x',
              command,
            },
          }),
        ],
      }),
    });
    expect(await screen.findByText('Branch greenroom/x')).toBeInTheDocument();
    expect(screen.getByText(command)).toBeInTheDocument();
  });

  it.each([
    [
      { state: 'open', problem: 'force-pushed' },
      'Update the pull request',
      'publish',
    ],
    [
      { state: 'closed', problem: 'branch-gone' },
      'Take the decisions back into your basket',
      'takeBack',
    ],
  ] as const)(
    'offers the author of a proposal that is %j: %s',
    async (fields, name, method) => {
      const act = jest.fn(async () => proposed({}));
      const user = userEvent.setup();
      await renderInPortal(<ChangesTab asset={digits} />, {
        listProposals: async () => ({
          items: [
            proposed({
              ...fields,
              error: 'Somebody did something.',
              author: 'user:default/guest',
            }),
          ],
        }),
        [method]: act,
      });
      expect(
        await screen.findByText(
          'Somebody did something. The decisions are kept.',
        ),
      ).toBeInTheDocument();
      await user.click(await screen.findByRole('button', { name }));
      expect(act).toHaveBeenCalledTimes(1);
    },
  );

  it('offers nobody else to do something about it', async () => {
    await renderInPortal(<ChangesTab asset={digits} />, {
      listProposals: async () => ({
        items: [proposed({ state: 'closed', problem: 'closed' })],
      }),
    });
    await screen.findByText('Fix an older nine');
    expect(screen.queryByRole('button', { name: /Take/ })).toBeNull();
  });

  it('keeps the basket and says why when publishing fails', async () => {
    const basket = rememberingBasket([relabel]);
    const user = userEvent.setup();
    await renderInPortal(<ChangesTab asset={digits} />, {
      ...basket.api,
      publish: async () => {
        throw new Error('sign in to the git host again');
      },
    });
    await user.click(
      await screen.findByRole('button', {
        name: 'Open a pull request with 1 change',
      }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'sign in to the git host again',
    );
    expect(screen.getByRole('rowheader', { name: '0412' })).toBeInTheDocument();
  });

  it('removes a decision and brings it back', async () => {
    const basket = rememberingBasket([relabel]);
    const user = userEvent.setup();
    await renderInPortal(<ChangesTab asset={digits} />, basket.api);
    await user.click(
      await screen.findByRole('button', {
        name: 'Remove row 0412 from the basket',
      }),
    );
    await waitFor(() => expect(basket.kept.size).toBe(0));
    await user.click(screen.getByRole('button', { name: 'Undo last change' }));
    await waitFor(() => expect(basket.kept.get('0412')).toEqual(relabel));
  });

  it('shows a cohort with what was seen, titles its pull request and takes it out', async () => {
    const basket = rememberingBasket([
      {
        kind: 'cohort',
        key: 'cohort slanted',
        name: 'slanted',
        where: [{ type: 'range', feature: 'slant', from: 12 }],
        runId: 'r2',
        evidence: '75 of 412 rows wrong',
      },
    ]);
    const user = userEvent.setup();
    await renderInPortal(<ChangesTab asset={digits} />, basket.api);
    expect(
      await screen.findByRole('row', {
        name: /cohort slanted slant ≥ 12 75 of 412 rows wrong/,
      }),
    ).toBeInTheDocument();
    expect(screen.getByLabelText('Title of the pull request')).toHaveValue(
      'Name the cohort slanted of digits',
    );
    await user.click(
      screen.getByRole('button', {
        name: 'Remove cohort slanted from the basket',
      }),
    );
    await waitFor(() => expect(basket.kept.size).toBe(0));
  });

  it('shows every kind of change from and to, with its reason', async () => {
    const basket = rememberingBasket([
      {
        kind: 'cell',
        key: 'c',
        row: '0412',
        column: 'note',
        from: null,
        to: '=1+2',
        reason: 'seen on paper',
      },
      { kind: 'move', key: 'm', row: '7', from: 'train', to: 'test' },
      { kind: 'add', key: 'a', row: '9', cells: { id: '9', label: '4' } },
      {
        kind: 'manifest',
        key: 't',
        path: ['metadata', 'title'],
        from: null,
        to: 'Digits',
      },
    ]);
    await renderInPortal(<ChangesTab asset={digits} />, basket.api);
    for (const name of [
      /^row 0412, note empty =1\+2/,
      /^row 7 train test/,
      /^row 9 new, id 9, label 4/,
      /^metadata.title in the manifest nothing Digits/,
    ])
      expect(await screen.findByRole('row', { name })).toBeInTheDocument();
    expect(screen.getByLabelText('Reason for row 0412, note')).toHaveValue(
      'seen on paper',
    );
  });

  it('opens the basket of a link, and takes from it', async () => {
    const basket = rememberingBasket();
    const theirs: Proposal = {
      ...basket.draft(),
      id: 'p2',
      author: 'user:default/noah',
      entries: [
        { kind: 'move', key: 'move 7', row: '7', from: 'train', to: 'test' },
        { kind: 'exclude', key: '8', from: '9' },
      ],
    };
    const takeEntries = jest.fn(async () => basket.draft());
    const user = userEvent.setup();
    await renderInPortal(
      <ChangesTab asset={digits} />,
      { ...basket.api, getProposal: async () => theirs, takeEntries },
      '/?basket=p2',
    );
    await user.click(
      await screen.findByRole('button', {
        name: 'Take move of row 7 into my basket',
      }),
    );
    expect(takeEntries).toHaveBeenCalledWith(digits.id, 'p2', ['move 7']);
    await user.click(
      await screen.findByRole('button', { name: 'Take row 8 into my basket' }),
    );
    expect(takeEntries).toHaveBeenLastCalledWith(digits.id, 'p2', ['8']);
  });

  it('does not propose a basket that changes no line', async () => {
    const basket = rememberingBasket([
      { key: '0412', kind: 'keep', from: '9' },
    ]);
    await renderInPortal(<ChangesTab asset={digits} />, basket.api);
    expect(
      await screen.findByRole('button', {
        name: 'Open a pull request with 0 changes',
      }),
    ).toBeDisabled();
  });
});

describe('effectSentence', () => {
  it('gives before, after, the difference and its interval', () => {
    expect(
      effectSentence({
        metric: 'accuracy',
        before: { value: 0.931 },
        after: { value: 0.946, n: 2000 },
        delta: { value: 0.015, low: 0.007, high: 0.023 },
        fromRun: 'a',
        toRun: 'b',
      }),
    ).toBe('Accuracy 93.1 → 94.6 (+1.5 ±0.8) on 2,000 rows');
  });
});
