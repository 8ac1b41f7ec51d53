import { isSelected, type RepositorySelection } from './RepositorySelection';

const all: RepositorySelection = {
  topics: [],
  repositories: [],
  archived: 'include',
};
const repository = {
  full_name: 'northlight/Digits-Data',
  topics: ['ml', 'images'],
  archived: false,
};

describe('isSelected', () => {
  it.each([
    [{}, true],
    [{ repositories: ['*-data'] }, true],
    [{ repositories: ['models', 'digits-{data,model}'] }, true],
    [{ repositories: ['northlight/*'] }, false],
    [{ topics: ['web', 'ML'] }, true],
    [{ topics: ['web'] }, false],
    [{ topics: ['ml'], repositories: ['models'] }, false],
  ])('with %j: %s', (selection, expected) => {
    expect(isSelected(repository, { ...all, ...selection })).toBe(expected);
  });

  it('skips archived repositories on request only', () => {
    const archived = { ...repository, archived: true };
    expect(isSelected(archived, all)).toBe(true);
    expect(isSelected(archived, { ...all, archived: 'skip' })).toBe(false);
  });

  it('takes a repository whose topics the host does not tell for one without', () => {
    const untold = { full_name: 'northlight/x' };
    expect(isSelected(untold, { ...all, topics: ['ml'] })).toBe(false);
  });
});
