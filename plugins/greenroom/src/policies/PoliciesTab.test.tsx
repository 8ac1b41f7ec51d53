import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  PolicyCheck,
  PolicyChecks,
  ProposalEntry,
} from '@greenroom/backstage-plugin-greenroom-common';
import { digits, renderInPortal } from '../changes/__testUtils__/portal';
import { PoliciesTab } from './PoliciesTab';

const stated = {
  ...{ repository: 'acme/policies', path: 'organisation/basics.yaml' },
  ...{ line: 7, commit: 'c0ffee0123', url: 'https://git.test/c0ffee#L7' },
};
const check = (id: string, given: Partial<PolicyCheck> = {}): PolicyCheck => ({
  rule: {
    ...{ policy: 'basics', level: 'organisation', id, title: `Asks ${id}.` },
    ...{ check: 'licence', severity: 'error', stated, tightens: [] },
    waivers: { from: 'anywhere', days: 90 },
  },
  ...{ result: 'pass', message: `${id} is fine.`, evidence: [], waivers: [] },
  ...given,
});
const FAILING = check('licence', {
  ...{ result: 'fail', message: 'It is licensed as GPL-3.0-only.' },
  ...{ remedy: 'License it otherwise.' },
  evidence: [{ what: 'licence', value: 'GPL-3.0-only' }],
});
const WAIVED = check('labels', {
  ...{ result: 'fail', message: 'Up to 3 % of labels are wrong.' },
  waivers: [
    {
      ...{ rule: 'labels', reason: 'They are being repaired.' },
      ...{ until: '2026-12-31', state: 'in force', stated },
      author: { name: 'mira', verified: true },
      message: 'It holds until 2026-12-31.',
    },
  ],
});

const render = (
  checks: readonly PolicyCheck[],
  more: {
    problems?: PolicyChecks['problems'];
    put?: (entries: readonly ProposalEntry[]) => void;
  } = {},
) =>
  renderInPortal(<PoliciesTab asset={digits} />, {
    getChecks: async (versionId: string) => ({
      ...{ assetId: digits.id, versionId, checks: [...checks] },
      ...{ problems: more.problems ?? [], digest: 'd' },
      checkedAt: '2026-11-26T12:00:00Z',
    }),
    putEntries: async (_assetId: string, entries: ProposalEntry[]) => {
      more.put?.(entries);
      return { entries } as never;
    },
  });
const rowOf = async (name: RegExp) =>
  within((await screen.findByRole('rowheader', { name })).closest('tr')!);

describe('PoliciesTab', () => {
  it('says what fails, why, what to do, and which commit asks it', async () => {
    await render([FAILING, WAIVED, check('owner')]);
    expect(
      await screen.findByRole('heading', {
        name: '1 of 3 rules fails, 1 is waived',
      }),
    ).toBeInTheDocument();
    const row = await rowOf(/^licence/);
    expect(row.getByText('fails')).toBeInTheDocument();
    expect(
      row.getByText('It is licensed as GPL-3.0-only.'),
    ).toBeInTheDocument();
    expect(row.getByText('License it otherwise.')).toBeInTheDocument();
    expect(row.getByText('c0ffee0')).toBeInTheDocument();
    expect(
      row.getByRole('link', { name: 'organisation/basics.yaml:7' }),
    ).toHaveAttribute('href', 'https://git.test/c0ffee#L7');
  });

  it('says who waived a rule, why and until when', async () => {
    await render([WAIVED]);
    const row = await rowOf(/^labels/);
    expect(row.getByText('waived')).toBeInTheDocument();
    expect(
      row.getByText(/Waiver by mira: They are being repaired/),
    ).toHaveTextContent('It holds until 2026-12-31.');
    expect(row.queryByRole('button', { name: /Waive/ })).toBeNull();
  });

  it('puts a waiver into the basket', async () => {
    const put = jest.fn();
    await render([FAILING], { put });
    const user = userEvent.setup();
    await user.click(
      await screen.findByRole('button', { name: 'Waive licence' }),
    );
    const form = within(screen.getByRole('form', { name: 'Waive licence' }));
    await user.type(form.getByLabelText(/Why/), 'The archive was asked.');
    await user.type(form.getByLabelText(/^Last day/), '2026-12-31');
    await user.click(form.getByRole('button', { name: 'Put into basket' }));
    expect(put).toHaveBeenCalledWith([
      {
        ...{ kind: 'waiver', key: 'waiver licence', rule: 'licence' },
        ...{ reason: 'The archive was asked.', until: '2026-12-31' },
      },
    ]);
    expect(await screen.findByText(/It is in/)).toBeInTheDocument();
  });

  it.each([
    ['nowhere', 'This rule takes no waiver.'],
    ['policies', 'It is waived only where policies are stated.'],
  ] as const)('offers no waiver that stands %s', async (from, words) => {
    const { rule } = FAILING;
    await render([
      { ...FAILING, rule: { ...rule, waivers: { from, days: 90 } } },
    ]);
    expect(await screen.findByText(words)).toBeVisible();
    expect(screen.queryByRole('button', { name: /^Waive/ })).toBeNull();
  });

  it('says where to begin, and what cannot be read', async () => {
    const problem = {
      ...{ repository: 'acme/digits', path: 'greenroom/policies/own.yaml' },
      ...{ line: 7, message: 'The rule licence loosens what is asked.' },
    };
    await render([], { problems: [problem] });
    expect(
      await screen.findByRole('heading', {
        name: 'No policy is in force here',
      }),
    ).toBeInTheDocument();
    expect(screen.getByText(/loosens what is asked/)).toBeInTheDocument();
  });
});
