import type { PlannedPull } from '@greenroom/backstage-plugin-greenroom-common';
import type { Plan } from '@greenroom/change/plan';
import { checkOf } from './checkOf';

const pull: PlannedPull = {
  number: 7,
  url: 'https://host.test/7',
  title: 'Repair',
  author: 'stranger`\n# hello',
  state: 'open',
  headBranch: 'repair',
  baseBranch: 'main',
  fork: true,
};
const plan = {
  base: 'a',
  head: 'b',
  verdict: 'failed',
  reasons: [],
  assets: [],
  rows: { from: 1, to: 1, added: 0, removed: 0, changed: 1 },
  labelTransitions: [],
  boxes: [],
  schema: { added: [], removed: [], retyped: [] },
  drift: [],
  leakage: [],
  duplicates: [],
  debt: [],
  licences: [],
  personal: [],
  semver: 'patch',
  releases: [],
  evaluations: [],
  metrics: [],
  slices: [],
  stale: [],
  gates: [],
} satisfies Plan;

const LINK = 'https://portal.test/plan';
const asked = (job: Parameters<typeof checkOf>[3]) =>
  checkOf({ state: 'asked', pull }, 'digits', LINK, job);

describe('checkOf', () => {
  it.each([
    ['passed', 'success'],
    ['failed', 'failure'],
    ['neutral', 'neutral'],
  ] as const)('of a plan that %s is %s', (verdict, conclusion) => {
    expect(
      asked({ state: 'succeeded', plan: { ...plan, verdict } })?.conclusion,
    ).toBe(conclusion);
  });

  it('is pending while the plan is made', () => {
    expect(asked({ state: 'running' })?.conclusion).toBe('pending');
  });

  it('fails where nobody knows what would be', () => {
    for (const state of ['failed', 'cancelled'] as const)
      expect(asked({ state })?.conclusion).toBe('failure');
    expect(
      checkOf(
        { state: 'unread', reason: 'data.csv is gone ```', pull },
        'digits',
        LINK,
      ),
    ).toEqual({
      conclusion: 'failure',
      title: 'digits cannot be read as this pull request leaves it',
      summary: "```text\ndata.csv is gone '''\n```",
    });
  });

  it('lets no name of a stranger be markup', () => {
    const waiting = checkOf({ state: 'waiting', pull }, 'digits', LINK);
    expect(waiting?.summary).toMatch(/^`stranger # hello` opened/);
  });
});
