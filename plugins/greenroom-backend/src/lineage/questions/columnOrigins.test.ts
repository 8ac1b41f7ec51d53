import type { Manifest } from '@greenroom/manifest';
import { columnOrigins, type ColumnVersion, linkedTo } from './columnOrigins';

const version = (
  id: string,
  columns: object[],
  upstream: Record<string, string> = {},
): ColumnVersion => ({
  id,
  manifest: { kind: 'Dataset', name: id, columns } as unknown as Manifest,
  path: `${id}/greenroom.yaml`,
  commit: 'c',
  upstream: new Map(Object.entries(upstream)),
});
const told = (edges: ReturnType<typeof columnOrigins>['edges']) =>
  edges.map(
    ({ from, to }) => `${from.node}.${from.column} → ${to.node}.${to.column}`,
  );

describe('what columns were made of', () => {
  const versions = [
    version('raw', [{ name: 'born' }]),
    version(
      'people',
      [
        {
          name: 'age',
          from: [{ dataset: 'raw', column: 'born', how: 'years' }],
        },
        { name: 'group', from: [{ column: 'age' }] },
        { name: 'town', from: [{ dataset: 'elsewhere', column: 'town' }] },
      ],
      { raw: 'raw' },
    ),
    version(
      'training',
      [
        { name: 'x', from: [{ dataset: 'people', column: 'group' }] },
        { name: 'y', from: [{ dataset: 'people', column: 'town' }] },
      ],
      { people: 'people' },
    ),
  ];
  const { edges, named } = columnOrigins(versions);

  it('is of the version upstream, of itself, or of what is only named', () => {
    expect(told(edges)).toEqual([
      'raw.born → people.age',
      'people.age → people.group',
      'dataset:elsewhere.town → people.town',
      'people.group → training.x',
      'people.town → training.y',
    ]);
    expect([...named]).toEqual(['elsewhere']);
    expect(edges[0].transformation).toBe('years');
  });

  it('is followed from column to column, and not beside', () => {
    expect(told(linkedTo(edges, 'raw'))).toEqual([
      'raw.born → people.age',
      'people.age → people.group',
      'people.group → training.x',
    ]);
  });
});
