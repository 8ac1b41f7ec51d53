import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import type {
  AssetCard,
  AssetDetail,
  GreenroomApi,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { CardTab } from './CardTab';

const asset = {
  id: 'm',
  kind: 'model',
  name: 'digit-reader',
  title: 'Digit reader',
  entityRef: 'component:default/digit-reader',
  allowed: ['propose'],
} as unknown as AssetDetail;

const claim = {
  text: 'accuracy 92.0 %',
  place: { path: 'README.md', heading: 'Figures', line: 30 },
  metric: 'accuracy',
  part: 'value',
  value: 0.92,
  status: 'stale',
  reason: 'It was true of digit-reader 1.0.0 on digits 1.0.0.',
  evidence: {
    evaluation: 'test',
    of: 'digit-reader 1.0.0 on digits 1.0.0',
    pins: { model: 'git:aa', data: 'gr2:bb', spec: 'cc', engine: 'e' },
    value: 0.92,
  },
} as const;

const CARD: AssetCard = {
  choices: [
    { id: 'hugging-face', title: 'Hugging Face model card', source: 'hub' },
    { id: 'eu-ai-act-annex-iv', title: 'EU AI Act, Annex IV', source: 'eu' },
  ],
  write: { path: 'README.md', line: 1 },
  report: {
    path: 'README.md',
    commit: 'a'.repeat(40),
    sha256: 'b'.repeat(64),
    completeness: 0.5,
    templates: [
      {
        id: 'hugging-face',
        title: 'Hugging Face model card',
        source: 'hub',
        points: 2,
        present: 1,
        completeness: 0.5,
      },
    ],
    missing: [
      {
        template: 'hugging-face',
        point: 'Citation',
        title: 'Citation',
        write: {
          path: 'README.md',
          heading: 'Citation',
          line: 40,
          hint: 'How to cite it.',
        },
      },
    ],
    claims: [
      claim,
      { ...claim, status: 'verified', value: 0.94, reason: 'It is so.' },
    ],
    regenerated: [{ section: 'Figures', from: '92.0 %', to: '94.1 %' }],
    problems: [],
  },
};

async function show(card: AssetCard, of = asset) {
  const getCard = jest.fn(async () => card);
  const putEntries = jest.fn(async () => ({}));
  const api = { getCard, putEntries } as unknown as GreenroomApi;
  await renderInTestApp(
    <TestApiProvider apis={[[greenroomApiRef, api]]}>
      <CardTab asset={of} />
    </TestApiProvider>,
    {
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    },
  );
  return { getCard, putEntries };
}

describe('the tab of a card', () => {
  it('says what the card comes to, each figure with its state, and what is missing where', async () => {
    await show(CARD);
    expect(
      await screen.findByText(
        'The card says 50 % of what is asked, and 1 of 2 figures are what was measured, 1 no longer or never',
      ),
    ).toBeVisible();
    const figures = screen.getByRole('region', { name: 'Figures on the card' });
    expect(within(figures).getByText('stale')).toBeVisible();
    expect(within(figures).getByText('verified')).toBeVisible();
    expect(screen.getByText('README.md:40')).toBeVisible();
  });

  it('puts what was measured into the basket', async () => {
    const { putEntries } = await show(CARD);
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Correct figures in a pull request',
      }),
    );
    expect(putEntries).toHaveBeenCalledWith('m', [
      expect.objectContaining({
        kind: 'card',
        section: 'Figures',
        from: '92.0 %',
        to: '94.1 %',
      }),
    ]);
  });

  it('offers no correction to whoever may propose none', async () => {
    await show(CARD, { ...asset, allowed: [] });
    await screen.findByText('README.md:40');
    expect(
      screen.queryByRole('button', { name: /Correct figures/ }),
    ).not.toBeInTheDocument();
  });

  it('is held against another template when that is chosen', async () => {
    const { getCard } = await show(CARD);
    await userEvent.click(
      await screen.findByRole('checkbox', { name: /Annex IV/ }),
    );
    expect(getCard).toHaveBeenLastCalledWith('m', {
      templates: ['hugging-face', 'eu-ai-act-annex-iv'],
    });
  });

  it('says where a card would be written', async () => {
    await show({ ...CARD, report: undefined });
    expect(
      await screen.findByText('Digit reader has no card yet'),
    ).toBeVisible();
  });
});
