import type { PullRequest } from '@greenroom/backstage-plugin-greenroom-node';
import { planStep } from './planStep';

const HEAD = 'a'.repeat(40);
const pull: PullRequest = {
  number: 7,
  url: 'https://host.test/7',
  title: 'Repair',
  state: 'open',
  draft: false,
  author: 'mira',
  headBranch: 'repair',
  headRepository: 'acme/data',
  headCommit: HEAD,
  baseBranch: 'main',
  labels: [],
  requestedReviewers: [],
};
const fork: PullRequest = { ...pull, headRepository: 'stranger/data' };
const nobody = () => undefined;

describe('planStep', () => {
  it('plans a branch of the repository itself', () => {
    expect(planStep('acme/data', pull, nobody)).toEqual({
      type: 'plan',
      head: HEAD,
    });
  });

  it('lets a fork wait, and one that was deleted', () => {
    for (const headRepository of ['stranger/data', undefined])
      expect(
        planStep('acme/data', { ...pull, headRepository }, nobody),
      ).toEqual({ type: 'wait', head: HEAD });
  });

  it('plans the push of a fork that somebody let, and not the next', () => {
    const permitOf = (head: string) =>
      head === HEAD ? ({ by: 'mira', way: 'label' } as const) : undefined;
    expect(planStep('acme/data', fork, permitOf).type).toBe('plan');
    expect(
      planStep('acme/data', { ...fork, headCommit: 'b'.repeat(40) }, permitOf)
        .type,
    ).toBe('wait');
  });

  it('ends with the pull request, and plans nothing of a branch that is gone', () => {
    expect(planStep('acme/data', { ...pull, state: 'merged' }, nobody)).toEqual(
      { type: 'ended' },
    );
    expect(
      planStep('acme/data', { ...pull, headCommit: undefined }, nobody),
    ).toEqual({ type: 'none' });
  });
});
