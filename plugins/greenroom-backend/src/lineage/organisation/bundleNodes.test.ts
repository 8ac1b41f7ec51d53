import {
  EDGE_KINDS,
  type EdgeKind,
} from '@greenroom/backstage-plugin-greenroom-common';
import { EdgeIndex } from '@greenroom/governance';
import fc from 'fast-check';
import { NodeTable } from '../reach/NodeTable';
import { type BundleOptions, bundleNodes } from './bundleNodes';

/** Numbers of groups begin where those of nodes do not reach. */
const GROUP = 100;
const assets = (['digits', 'mails', 'reader'] as const).map((name, i) => ({
  number: GROUP + i,
  id: name,
  name,
  kind: name === 'reader' ? ('model' as const) : ('dataset' as const),
  owner: `group:default/${name === 'mails' ? 'mail' : 'vision'}`,
  system: name === 'mails' ? undefined : 'system:default/reading',
  health: 'Healthy' as const,
}));

/** Versions are numbered from 1, those of `digits` first. */
function reachOf(
  counts: Readonly<Record<string, number>>,
  said: readonly (readonly [from: number, kind: EdgeKind, to: number])[] = [],
  named: readonly number[] = [],
) {
  const nodes = new NodeTable();
  let number = 0;
  for (const { name, kind, number: group } of assets)
    for (let i = 0; i < (counts[name] ?? 0); i++)
      nodes.put(++number, { kind, group, isNewest: false, isDeclared: true });
  for (const node of named)
    nodes.put(node, {
      kind: 'dataset',
      group: 0,
      isNewest: false,
      isDeclared: false,
    });
  const edges = new EdgeIndex();
  said.forEach(([from, kind, to], i) =>
    edges.put({
      number: i + 1,
      from,
      to,
      kind: EDGE_KINDS.indexOf(kind),
      since: i,
      until: Infinity,
    }),
  );
  return { nodes, edges };
}

const idsOf = (
  reach: ReturnType<typeof reachOf>,
  options: Partial<BundleOptions> = {},
) =>
  bundleNodes(reach, {
    assets,
    seesAll: true,
    by: 'asset',
    open: new Set(),
    ...options,
  }).groups.map(
    ({ group, numbers }) => `${group?.id ?? 'node'} ${numbers.join(',')}`,
  );

const few = { digits: 2, mails: 1, reader: 1 };

describe('the whole lineage in groups', () => {
  it('is one node an asset, a system of one kind, or a team of one kind', () => {
    const reach = reachOf(few);
    expect(idsOf(reach)).toEqual([
      'asset:digits 1,2',
      'asset:mails 3',
      'asset:reader 4',
    ]);
    expect(idsOf(reach, { by: 'system' })).toEqual([
      'system:dataset:system:default/reading 1,2',
      'system:dataset: 3',
      'system:model:system:default/reading 4',
    ]);
    expect(idsOf(reach, { by: 'team' })).toEqual([
      'team:dataset:group:default/vision 1,2',
      'team:dataset:group:default/mail 3',
      'team:model:group:default/vision 4',
    ]);
  });

  it('is opened from the outside in', () => {
    const team = 'team:dataset:group:default/vision';
    const opened = (...ids: string[]) =>
      idsOf(reachOf({ digits: 2 }), { by: 'team', open: new Set(ids) });
    expect(opened('asset:digits')).toEqual([`${team} 1,2`]);
    expect(opened(team)).toEqual(['asset:digits 1,2']);
    expect(opened(team, 'asset:digits')).toEqual(['node 1', 'node 2']);
  });

  it('keeps versions of an opened asset before the newest eight together', () => {
    expect(
      idsOf(reachOf({ digits: 10 }), { open: new Set(['asset:digits']) })[0],
    ).toBe('older:digits 1,2');
  });

  it('puts what serves a model with its team', () => {
    const reach = reachOf(few, [[4, 'deployed as', 9]]);
    reach.nodes.put(9, {
      kind: 'deployment',
      group: 0,
      isNewest: false,
      isDeclared: false,
    });
    expect(idsOf(reach, { by: 'team' })).toContain(
      'team:deployment:group:default/vision 9',
    );
  });

  it('has at a time what is stated then', () => {
    const reach = reachOf(few, [
      [1, 'derived from', 2],
      [2, 'trained on', 4],
    ]);
    expect(idsOf(reach, { at: 0 })).toEqual(['asset:digits 1,2']);
  });

  it('tells nothing of assets that are not among those given, nor of what only these name', () => {
    const reach = reachOf(
      few,
      [
        [9, 'trained on', 4],
        [10, 'derived from', 1],
      ],
      [9, 10],
    );
    expect(
      idsOf(reach, { assets: assets.slice(0, 1), seesAll: false }),
    ).toEqual(['asset:digits 1,2', 'node 10']);
  });

  it('holds every node once, whatever is open', () => {
    const ids = [
      ...assets.map(({ id }) => `asset:${id}`),
      ...assets.map(({ id }) => `older:${id}`),
      ...assets.map(({ kind, owner }) => `team:${kind}:${owner}`),
    ];
    fc.assert(
      fc.property(
        fc.subarray(ids),
        fc.constantFrom('asset' as const, 'system' as const, 'team' as const),
        fc.integer({ min: 1, max: 12 }),
        (open, by, digits) => {
          const { groups, placeOf } = bundleNodes(reachOf({ ...few, digits }), {
            assets,
            seesAll: true,
            by,
            open: new Set(open),
          });
          const all = groups.flatMap(({ numbers }) => numbers);
          expect([...all].sort((a, b) => a - b)).toEqual(
            Array.from({ length: digits + 2 }, (_, i) => i + 1),
          );
          groups.forEach(({ numbers }, place) => {
            for (const node of numbers) expect(placeOf(node)).toBe(place);
          });
        },
      ),
      { numRuns: 50 },
    );
  });
});
