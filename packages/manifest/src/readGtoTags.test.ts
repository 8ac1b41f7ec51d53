import { readGtoTags } from './readGtoTags';

const tags = (...names: string[]) =>
  names.map((name, i) => ({ name, commit: `c${i}` }));

describe('readGtoTags', () => {
  it('reads versions and stages, and passes over other tags', () => {
    expect(
      readGtoTags(
        tags(
          'reader@v1.0.0',
          'reader@v1.10.0',
          'reader@v1.9.0',
          'v3',
          'release-1',
        ),
      ),
    ).toEqual([
      {
        name: 'reader',
        deprecated: false,
        stages: [],
        versions: [
          { version: 'v1.10.0', commit: 'c1' },
          { version: 'v1.9.0', commit: 'c2' },
          { version: 'v1.0.0', commit: 'c0' },
        ],
      },
    ]);
  });

  it('takes the last word on a stage by its counter, not by order', () => {
    const [{ stages }] = readGtoTags([
      { name: 'reader@v1.0.0', commit: 'a' },
      { name: 'reader#prod#2', commit: 'b' },
      { name: 'reader#prod#1', commit: 'a' },
    ]);
    expect(stages).toEqual([{ stage: 'prod', commit: 'b' }]);
  });

  it('takes back what was deregistered, unassigned or no longer deprecated', () => {
    expect(
      readGtoTags(
        tags('m@v1.0.0', 'm@v1.0.0!', 'm#prod#1', 'm#prod!#2', 'm@deprecated'),
      ),
    ).toEqual([{ name: 'm', versions: [], stages: [], deprecated: true }]);
    expect(
      readGtoTags(tags('m@deprecated', 'm@deprecated!#2'))[0].deprecated,
    ).toBe(false);
  });
});
