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
      },
      undefined,
    );
    expect(await screen.findByText('Your basket is empty')).toBeInTheDocument();
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
