import { decideListing } from './decideListing';
import type { KnownRepository } from './RepositoryStore';

const known = (
  fullName: string,
  rest: Partial<KnownRepository> = {},
): KnownRepository => ({
  fullName,
  externalId: `id-${fullName}`,
  headCommit: 'a',
  pushedAt: '1',
  defaultBranch: 'main',
  problems: [],
  archived: false,
  readerVersion: 2,
  tags: [],
  ...rest,
});
const listed = (fullName: string, rest: object = {}) => ({
  id: `id-${fullName}`,
  fullName,
  defaultBranch: 'main',
  pushedAt: '1',
  url: '',
  archived: false,
  ...rest,
});

describe('decideListing', () => {
  it('reads nothing again where nothing moved', () => {
    expect(decideListing([known('a')], [listed('a')], 2)).toEqual({
      type: 'taken',
      toSync: [],
      toNote: [],
      renamed: [],
      absent: [],
    });
  });

  it.each([
    ['is new', undefined, {}],
    ['was pushed to', {}, { pushedAt: '2' }],
    ['failed the last time', { error: 'no' }, {}],
    ['was never read to its end', { headCommit: undefined }, {}],
    ['was read by an older reader', { readerVersion: 1 }, {}],
  ])('reads what %s', (_what, before, after) => {
    const decision = decideListing(
      before ? [known('a', before)] : [],
      [listed('a', after)],
      2,
    );
    expect(decision).toMatchObject({ toSync: [{ fullName: 'a' }] });
  });

  it('knows a renamed repository by its id, and a removed one by its absence', () => {
    const decision = decideListing(
      [known('old'), known('gone')],
      [listed('new', { id: 'id-old' })],
      2,
    );
    expect(decision).toMatchObject({
      renamed: [{ from: 'old', to: { fullName: 'new' } }],
      absent: [{ fullName: 'gone' }],
      toSync: [],
    });
  });

  it('takes a name that was given to another repository for that other one', () => {
    const decision = decideListing(
      [known('a')],
      [listed('b', { id: 'id-a' }), listed('a', { id: 'id-other' })],
      2,
    );
    expect(decision).toMatchObject({
      renamed: [],
      toNote: [{ fullName: 'a' }],
    });
  });

  it('notes that it was archived without reading it', () => {
    const decision = decideListing(
      [known('a')],
      [listed('a', { archived: true })],
      2,
    );
    expect(decision).toMatchObject({ toNote: [{ fullName: 'a' }], toSync: [] });
  });

  it('holds an empty listing, and one from which most is missing', () => {
    expect(decideListing([known('a')], [], 2)).toMatchObject({ type: 'held' });
    const many = Array.from({ length: 30 }, (_, i) => `r${i}`);
    const few = many.slice(0, 10).map(name => listed(name));
    expect(
      decideListing(
        many.map(name => known(name)),
        few,
        2,
      ),
    ).toMatchObject({
      type: 'held',
      reason: expect.stringMatching(/20 of 30 repositories are missing/),
    });
    expect(decideListing([], [], 2)).toMatchObject({ type: 'taken' });
  });
});
