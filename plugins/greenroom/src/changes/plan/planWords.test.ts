import { standingWords } from './planWords';

describe('standingWords', () => {
  const pull = {
    ...{ number: 7, url: 'https://host/7', title: 'Mend', author: 'mira' },
    ...{ headBranch: 'mend', baseBranch: 'main', fork: false },
  };

  it('takes a plan for failed only as long as somebody waits for it', () => {
    const words = (state: 'open' | 'merged' | 'closed') =>
      standingWords({ state: 'failed', pull: { ...pull, state } });
    expect(words('open').tone).toBe('bad');
    expect(words('merged')).toEqual(words('closed'));
    expect(words('merged').tone).toBe('neutral');
  });
});
