import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import type {
  Review,
  ReviewDecisionRequest,
  ReviewsApi,
} from '@greenroom/backstage-plugin-greenroom-common';
import { Route, Routes } from 'react-router-dom';
import { ReviewPage } from './ReviewPage';
import { reviewsApiRef } from './reviewsApi';
import { ReviewsPage } from './ReviewsPage';

const SHA256 = 'a'.repeat(64);

const review: Review = {
  id: 'r1',
  assetId: 'm',
  entityRef: 'component:default/digit-reader',
  name: 'digit-reader',
  owner: 'group:default/vision',
  versionId: 'v2',
  semver: '2.0.0',
  revision: 'c'.repeat(40),
  requestedBy: { type: 'person', person: 'user:default/mira' },
  requestedAt: '2026-11-26T10:00:00Z',
  state: 'open',
  standing: { state: 'undecided' },
  agreed: 0,
  openQuestions: 0,
  missing: 1,
  waitsForMe: true,
  sections: (['lineage', 'evaluation'] as const).map(name => ({
    name,
    says: `What there is of ${name}.`,
    verdict: 'good',
    facts: [
      {
        name: 'accuracy',
        value: 0.941,
        low: 0.93,
        high: 0.95,
        unit: 'percent',
      },
    ],
    pins: [{ what: 'model', digest: SHA256 }],
    sha256: SHA256,
    agreedBy: [],
  })),
  files: [{ path: 'greenroom.yaml', sha256: SHA256 }],
  data: [],
  manifestPath: 'greenroom.yaml',
  hiddenFiles: 0,
  authors: [
    { person: 'user:default/mira', name: 'mira', by: 'signature', commits: [] },
  ],
  questions: [],
  votes: [],
  quorum: [
    {
      team: 'group:default/governance',
      needed: 1,
      signed: [],
      mayStillSign: ['user:default/sofia'],
    },
  ],
  rule: 'governance signs',
  changes: [],
  allowed: ['agree', 'decide', 'ask', 'answer'],
};

const OUTDATED: Review = {
  ...review,
  changes: ['evaluation: model is another now.'],
  allowed: [...review.allowed, 'renew'],
};
const RENEWED: Review = {
  ...review,
  id: 'r2',
  reason: `Pinned anew: ${OUTDATED.changes[0]}`,
};

function show(api: Partial<ReviewsApi>, address = '/r1') {
  return renderInTestApp(
    <TestApiProvider
      apis={[
        [reviewsApiRef, api as ReviewsApi],
        [signalApiRef, { subscribe: () => ({ unsubscribe: () => {} }) }],
      ]}
    >
      <Routes>
        <Route path="/" element={<ReviewsPage />} />
        <Route path="/:reviewId" element={<ReviewPage />} />
      </Routes>
    </TestApiProvider>,
    {
      routeEntries: [address],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );
}

describe('the page of a review', () => {
  it('says what it waits for, who wrote it and who may sign', async () => {
    await show({ getReview: async () => review });
    expect(
      await screen.findByRole('heading', {
        name: 'digit-reader 2.0.0 waits for 1 signature',
      }),
    ).toBeInTheDocument();
    expect(screen.getByText('signature verified by the host')).toBeVisible();
    expect(screen.getByText('may sign: sofia')).toBeVisible();
  });

  it('offers another round where what it pins is another by now', async () => {
    const renewReview = jest.fn(async () => RENEWED);
    await show({
      getReview: async id => (id === RENEWED.id ? RENEWED : OUTDATED),
      renewReview,
    });
    expect(await screen.findByText(OUTDATED.changes[0])).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Pin it anew' }));
    expect(renewReview).toHaveBeenCalledTimes(1);
    expect(renewReview).toHaveBeenCalledWith(OUTDATED.id);
    expect(await screen.findByText(/: Pinned anew: evaluation/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Pin it anew' })).toBeNull();
  });

  it('says that it is as it was, where it could not be pinned anew', async () => {
    await show({
      getReview: async () => OUTDATED,
      renewReview: async () => {
        throw new Error('This review was decided meanwhile.');
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Pin it anew' }),
    );
    expect(await screen.findByText(/It was not pinned anew/)).toBeVisible();
    expect(screen.getByText(/decided meanwhile/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Pin it anew' })).toBeEnabled();
  });

  it('tells that there are files of data that are hidden', async () => {
    await show({ getReview: async () => ({ ...review, hiddenFiles: 2 }) });
    expect(
      await screen.findByText(
        '2 files more of data that you may not see are pinned, too.',
      ),
    ).toBeVisible();
  });

  it('takes agreement by keyboard, of the section one stands at', async () => {
    const agreed: string[] = [];
    await show({
      getReview: async () => review,
      agreeToSection: async (_, section) => {
        agreed.push(section);
        return review;
      },
    });
    await screen.findByRole('heading', { name: '0 of 2 sections agreed' });
    await userEvent.keyboard('ja');
    expect(agreed).toEqual(['evaluation']);
  });

  it('sends a decision with its conditions', async () => {
    const sent: ReviewDecisionRequest[] = [];
    await show({
      getReview: async () => review,
      decideReview: async (_, decision) => {
        sent.push(decision);
        return review;
      },
    });
    const form = await screen.findByRole('form', { name: 'Your decision' });
    await userEvent.click(
      within(form).getByLabelText('Approve with conditions'),
    );
    await userEvent.type(
      within(form).getByLabelText(/^Conditions/),
      'Watch fours.\nNot for cheques.',
    );
    await userEvent.click(
      within(form).getByRole('button', { name: 'Approve with conditions' }),
    );
    expect(sent).toMatchObject([
      {
        decision: 'approved with conditions',
        conditions: ['Watch fours.', 'Not for cheques.'],
      },
    ]);
  });

  it('tells an author why they cannot decide, and offers nothing', async () => {
    await show({
      getReview: async () => ({
        ...review,
        allowed: ['ask'],
        barred: 'You wrote ccccccc, and nobody decides on their own work.',
      }),
    });
    expect(await screen.findByText(/You wrote ccccccc/)).toBeVisible();
    expect(screen.queryByRole('form', { name: 'Your decision' })).toBeNull();
    expect(screen.queryByRole('button', { name: /^Agree/ })).toBeNull();
  });

  it('says what the backend refused', async () => {
    await show({
      getReview: async () => review,
      agreeToSection: async () => {
        throw new Error('This review is decided.');
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Agree to Lineage' }),
    );
    expect(await screen.findByText('This review is decided.')).toBeVisible();
  });

  it('says after the decision where it is in git and what verifies it', async () => {
    await show({
      getReview: async () => ({
        ...review,
        state: 'in git',
        decision: 'approved',
        standing: { state: 'outdated', reasons: ['card was a, and is b.'] },
        allowed: [],
        statement: {
          repository: 'northlight/digit-reader',
          path: 'reviews/digit-reader-2.0.0.intoto.json',
          state: 'merged',
          pull: { number: 7, url: 'https://host.test/pull/7' },
          keyIds: [SHA256],
          command: 'greenroom review verify x --trust KEYS.yaml',
        },
      }),
    });
    expect(
      await screen.findByRole('heading', {
        name: 'The signed decision is in git',
      }),
    ).toBeInTheDocument();
    expect(screen.getByText('card was a, and is b.')).toBeVisible();
    expect(
      screen.getByText('greenroom review verify x --trust KEYS.yaml'),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Pull request #7' }),
    ).toHaveAttribute('href', 'https://host.test/pull/7');
  });
});

describe('the queue of reviews', () => {
  it('says how many wait for whoever looks', async () => {
    const { sections, ...rest } = review;
    await show(
      {
        listReviews: async () => ({
          items: [{ ...rest, sections: sections.length }],
          total: 1,
        }),
      },
      '/',
    );
    expect(
      await screen.findByRole('heading', {
        name: '1 version waits for a review, 1 of them for you',
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'digit-reader 2.0.0' }),
    ).toHaveAttribute('href', '/r1');
  });

  it('says what it will show where there is nothing', async () => {
    await show({ listReviews: async () => ({ items: [], total: 0 }) }, '/');
    expect(await screen.findByText('No review yet')).toBeVisible();
  });
});
