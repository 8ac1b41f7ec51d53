import type { Knex } from 'knex';
import { JobStore } from '../jobs/JobStore';
import { RunStore } from '../analysis/RunStore';
import { testDatabases } from '../database/testDatabases';
import { ProposalStore } from '../proposals/ProposalStore';
import { AssetStore } from '../registry/AssetStore';
import { DeploymentStore } from '../sync/DeploymentStore';
import { declareVersions } from './__testUtils__/declareVersions';
import { createLineageRecorder } from './createLineage';
import type { LineageRecorder } from './LineageRecorder';
import { Organisation } from './organisation/Organisation';
import { ALL_ASSETS, type AssetScope } from '../permissions/AssetScope';
import { Around } from './questions/Around';
import { Columns } from './questions/Columns';
import { Impact } from './questions/Impact';
import { NodeRuns } from './questions/NodeRuns';
import { NodeStore } from './questions/NodeStore';
import { Painter } from './questions/Painter';
import { Problems } from './questions/Problems';
import { Staleness } from './questions/Staleness';
import { Walker } from './questions/Walker';
import { Ways } from './questions/Ways';
import { LineageReach } from './reach/LineageReach';
import { ColumnStore } from './store/ColumnStore';

/** A real server, on a machine that may be busy. */
jest.setTimeout(60_000);

const served = (name: string, asset: string, version?: string) => ({
  name,
  asset,
  version,
  origin: {
    format: 'kserve' as const,
    path: `k/${name}.yaml`,
    line: 1,
    pointer: '',
  },
  url: `https://host/${name}.yaml`,
});
const QUERY = { direction: 'both', by: 'version', limit: 300 } as const;
const PAGE = { offset: 0, limit: 50 };

describe.each(testDatabases())('lineage on $name', ({ knex: connect }) => {
  let knex: Knex;
  let assets: AssetStore;
  let record: (...ids: string[]) => Promise<void>;
  let stated: LineageRecorder['stated'];
  let recorder: LineageRecorder;
  let ask: ReturnType<typeof questions>;

  function questions() {
    const nodes = new NodeStore(knex);
    const reach = new LineageReach(knex);
    const walker = new Walker({ reach, nodes });
    const painter = new Painter({ nodes, assets });
    const runs = new RunStore(knex, new JobStore(knex));
    const rooms = { walker, painter, nodes };
    const staleness = new Staleness(rooms);
    const problems = new Problems(rooms);
    const organisation = new Organisation({
      ...rooms,
      knex,
      staleness,
      problems,
    });
    return {
      organisation,
      around: new Around({ ...rooms, runs: new NodeRuns(runs) }),
      impact: new Impact({ ...rooms, runs }),
      ways: new Ways({ ...rooms, groups: organisation }),
      staleness,
      problems,
      columns: new Columns({
        ...rooms,
        assets,
        stated: new ColumnStore(knex),
      }),
    };
  }

  beforeEach(async () => {
    knex = await connect();
    assets = new AssetStore(knex);
    const deployments = new DeploymentStore(knex);
    recorder = createLineageRecorder({
      knex,
      assets,
      deployments,
      proposals: new ProposalStore(knex),
    });
    record = async (...ids) => {
      await recorder.record(ids);
      await recorder.recordUnclaimed();
    };
    stated = recorder.stated.bind(recorder);
    ask = questions();
    await declareVersions(knex, 'dataset', 'digits', [
      ['d1', { version: '1.0.0' }],
      ['d2', { version: '1.1.0' }],
    ]);
    await declareVersions(knex, 'model', 'reader', [
      ['m1', { trainedOn: { dataset: 'digits', version: '1.0.0' } }],
    ]);
    await deployments.replace(
      {
        sourceId: 's',
        repository: 'acme/all',
        folder: 'k',
        commit: 'k'.repeat(40),
      },
      [served('prod', 'reader'), served('odd', 'nobody', '3.0.0')],
    );
    await record('digits', 'reader');
  });
  afterEach(() => knex.destroy());

  it('is around an asset, with the edges between what is shown and the number of what is not', async () => {
    const { nodes, edges, starts } = await ask.around.of({
      ...QUERY,
      assetId: 'reader',
      depth: 1,
    });
    expect(starts).toEqual(['version:m1']);
    expect(nodes.map(({ title, depth }) => [title, depth])).toEqual([
      ['reader', 0],
      ['acme/all', 1],
      ['digits 1.0.0', 1],
      ['prod', 1],
    ]);
    expect(edges.map(({ from, kind, to }) => `${from} ${kind} ${to}`)).toEqual(
      expect.arrayContaining([
        'version:d1 trained on version:m1',
        expect.stringMatching(/^version:m1 deployed as deployment:/),
      ]),
    );
    expect(nodes[2].hidden).toEqual({ upstream: 0, downstream: 1 });
  });

  it('is one node an asset, or a team, where it is collapsed', async () => {
    const by = async (collapsed: 'asset' | 'team') =>
      (
        await ask.around.of({ ...QUERY, by: collapsed, assetId: 'digits' })
      ).nodes.map(({ id, members }) => `${id} ${members}`);
    expect((await by('asset')).sort()).toEqual([
      'asset:digits 2',
      'asset:reader 1',
      expect.stringMatching(/^deployment:.* 1$/),
      'source:s:acme/all 1',
    ]);
    expect(await by('team')).toContain('team:group:default/vision 3');
  });

  describe('of the whole organisation', () => {
    const whole = async (
      query: Partial<Parameters<Organisation['of']>[0]> = {},
      scope: AssetScope = ALL_ASSETS,
    ) => ask.organisation.of({ limit: 300, ...query }, scope);
    const toldOf = ({ nodes, edges }: Awaited<ReturnType<typeof whole>>) => ({
      nodes: nodes.map(({ title, subtitle, stale }) =>
        [title, subtitle, ...(stale ? [`${stale} stale`] : [])].join(', '),
      ),
      edges: edges.map(({ from, kind, to, origin }) =>
        [from, kind, to, origin].join(' ').replace(/deployment:\S+/, 'prod'),
      ),
    });

    it('is one node an asset, with what is stale of it and what serves it', async () => {
      const answer = await whole();
      expect(toldOf(answer).nodes).toEqual([
        'digits, 2 versions',
        'reader, 1 version, 1 stale',
        'prod, acme/all, 1 stale',
        'odd, acme/all, 1 stale',
        'nobody 3.0.0, not declared here',
      ]);
      expect(toldOf(answer).edges).toContain(
        'asset:digits trained on asset:reader one edge',
      );
      expect(answer.totals).toEqual({
        datasets: 1,
        models: 1,
        versions: 4,
        deployments: 2,
      });
    });

    it('is opened to versions, between which edges have their origin', async () => {
      const { nodes, edges, opened } = await whole({
        open: ['asset:digits', 'asset:reader'],
      });
      expect(nodes[0]).toMatchObject({
        title: 'digits 1.0.0',
        within: 'asset:digits',
      });
      expect(opened.map(({ title }) => title)).toEqual(['digits', 'reader']);
      expect(edges.find(({ kind }) => kind === 'trained on')).toMatchObject({
        from: 'version:d1',
        to: 'version:m1',
        origin: 'reader/greenroom.yaml',
      });
    });

    it('leaves off what has the fewest links, and says how many', async () => {
      const { nodes, leftOff } = await whole({ limit: 2 });
      expect(nodes.map(({ title }) => title)).toEqual(
        ['reader', 'digits'].sort(),
      );
      expect(leftOff).toBe(3);
    });

    it('tells nothing of hidden assets but how many there are', async () => {
      const answer = await whole(
        {},
        {
          type: 'some',
          where: { type: 'column', column: 'owner', values: ['nobody'] },
        },
      );
      expect(answer).toMatchObject({ nodes: [], edges: [], hiddenAssets: 2 });
    });
  });

  it('is as it was stated at a date', async () => {
    const { nodes } = await ask.around.of({
      ...QUERY,
      node: 'version:d1',
      direction: 'downstream',
      at: '2026-01-01T12:00:00Z',
    });
    expect(nodes.map(({ id }) => id)).not.toContain('version:d2');
  });

  it('tells which models and deployments are concerned, and by which way', async () => {
    const { models, deployments, counts } = await ask.impact.of({
      node: 'source:s:acme/all',
      limit: 10,
    });
    expect(models.map(({ node, how }) => [node.title, how])).toEqual([
      ['reader', 'made of'],
    ]);
    expect(deployments[0].way.map(({ kind }) => kind)).toEqual([
      'declared in',
      'deployed as',
    ]);
    expect(counts).toEqual({ datasets: 2, models: 1, runs: 0, deployments: 1 });
  });

  it('has a shortest way between two nodes, either way, or none', async () => {
    const between = async (from: string, to: string) => {
      const { direction, nodes } = await ask.ways.between(
        { from, to },
        ALL_ASSETS,
      );
      return [direction, ...nodes.map(({ id }) => id)];
    };
    expect(await between('version:d1', 'version:m1')).toEqual([
      'downstream',
      'version:d1',
      'version:m1',
    ]);
    expect(await between('version:m1', 'version:d1')).toEqual([
      'upstream',
      'version:m1',
      'version:d1',
    ]);
    expect(await between('version:m1', 'version:d2')).toEqual(['none']);
    expect(
      await between('asset:digits', 'team:model:group:default/vision'),
    ).toEqual(['downstream', 'version:d1', 'version:m1']);
    await expect(between('asset:no', 'version:m1')).rejects.toThrow(
      'Nothing in the lineage belongs to asset:no',
    );
    await expect(between('version:m1', 'version:no')).rejects.toThrow(
      'There is no node version:no',
    );
  });

  it('tells what two versions have in common', async () => {
    const { both, onlyFirst, onlySecond } = await ask.ways.compare({
      first: 'version:m1',
      second: 'version:d2',
    });
    const ids = (nodes: readonly { id: string }[]) => nodes.map(({ id }) => id);
    expect(ids(both).sort()).toEqual(['source:s:acme/all', 'version:d1']);
    expect([ids(onlyFirst), ids(onlySecond)]).toEqual([[], []]);
  });

  it('says what is stale and why, until it is renewed', async () => {
    const stale = async () =>
      (await ask.staleness.list(PAGE)).items.flatMap(({ reasons }) =>
        reasons.map(({ what, message }) => `${what}: ${message}`),
      );
    const odd =
      'gone input: odd is made of nobody 3.0.0, which nobody declares here any more. Restore it, or name what stands for it.';
    expect(await stale()).toEqual([
      'newer input: reader is made of digits 1.0.0; the newest is digits 1.1.0. Train or derive it again.',
      odd,
      'stale input: prod is made of reader, which is itself no longer made of the newest. Renew that first.',
    ]);
    await knex('revisions')
      .where({ asset_id: 'reader' })
      .update({
        manifest: JSON.stringify({
          kind: 'Model',
          name: 'reader',
          trainedOn: { dataset: 'digits', version: '1.1.0' },
        }),
      });
    await record('reader');
    expect(await stale()).toEqual([odd]);
  });

  it('shows what is gone, and says who names it', async () => {
    await assets.remove(['digits']);
    await record('digits', 'reader');
    const { items } = await ask.problems.list(PAGE);
    expect(items.map(({ what, message }) => [what, message])).toEqual([
      [
        'missing end',
        'k/odd.yaml names nobody 3.0.0, which nobody declares here. Declare it, or correct the name.',
      ],
      [
        'missing end',
        'reader/greenroom.yaml names digits 1.0.0, which nobody declares here. Declare it, or correct the name.',
      ],
    ]);
    const { nodes } = await ask.around.of({ ...QUERY, node: 'version:m1' });
    expect(nodes).toContainEqual(
      expect.objectContaining({
        title: 'digits 1.0.0',
        isNamedOnly: true,
        problems: ['missing end'],
      }),
    );
  });

  it('takes what others state of what is declared here, by name and version', async () => {
    const named = (name: string, version?: string) => ({
      id: `dataset:${name}@${version}`,
      kind: 'dataset' as const,
      name,
      version,
    });
    const [raw, digits] = [named('warehouse/raw'), named('digits', '1.0.0')];
    await stated('openlineage:1', {
      nodes: [raw, digits],
      edges: [
        { from: raw.id, to: digits.id, kind: 'derived from', origin: 'a job' },
      ],
    });
    const { models } = await ask.impact.of({ node: raw.id, limit: 10 });
    expect(models.map(({ node, way }) => [node.id, way.length])).toEqual([
      ['version:m1', 2],
    ]);
  });

  it('has of which columns a version was made, as events state it, through data that is only named', async () => {
    const [raw, clean, digits] = ['lake/raw', 'lake/clean', 'digits'].map(
      name => ({ id: `dataset:${name}`, kind: 'dataset' as const, name }),
    );
    const place = (written: string) => {
      const [name, column] = written.split('.');
      return { node: `dataset:${name}`, column };
    };
    const derived = { kind: 'derived from', origin: 'a job' } as const;
    const state = (...columns: [string, string][]) =>
      stated('openlineage:1', {
        nodes: [raw, clean, digits],
        edges: [
          { ...derived, from: raw.id, to: clean.id },
          { ...derived, from: clean.id, to: digits.id },
        ],
        columns: columns.map(([from, to]) => ({
          from: place(from),
          to: place(to),
          how: 'as it is',
          origin: 'a job',
        })),
      });
    await state(['lake/clean.gone', 'digits.age']);
    await state(
      ['lake/raw.born', 'lake/clean.age'],
      ['lake/clean.age', 'digits.age'],
      ['lake/raw.town', 'lake/clean.town'],
    );
    const { nodes, edges } = await ask.columns.of('d2');
    expect(
      edges.map(({ from, to, transformation }) => [
        `${from.node}.${from.column}`,
        `${to.node}.${to.column}`,
        transformation,
      ]),
    ).toEqual([
      ['dataset:lake/raw.born', 'dataset:lake/clean.age', 'as it is'],
      ['dataset:lake/clean.age', 'version:d2.age', 'as it is'],
    ]);
    expect(nodes.map(({ id }) => id).sort()).toEqual([
      'dataset:lake/clean',
      'dataset:lake/raw',
      'version:d2',
    ]);
  });

  it('is stated anew of those who named an asset before it was declared', async () => {
    await declareVersions(knex, 'dataset', 'cleaned', [
      ['c1', { sourceDatasets: ['scans'] }],
    ]);
    await record('cleaned');
    const before = await ask.around.of({ ...QUERY, node: 'version:c1' });
    expect(before.nodes).toContainEqual(
      expect.objectContaining({
        id: 'dataset:scans',
        kind: 'dataset',
        problems: ['missing end'],
      }),
    );
    await declareVersions(knex, 'dataset', 'scans', [['s1', {}]]);
    await record('scans');
    const { edges } = await ask.around.of({ ...QUERY, node: 'version:s1' });
    expect(edges).toContainEqual(
      expect.objectContaining({ to: 'version:c1', kind: 'derived from' }),
    );
  });

  it('is the same when all of it is dropped and stated anew', async () => {
    const shown = async () => {
      const { revision: _, ...answer } = await ask.around.of({
        ...QUERY,
        assetId: 'digits',
      });
      return answer;
    };
    const before = await shown();
    for (const table of ['edges', 'nodes', 'snapshots', 'state'])
      await knex(`lineage_${table}`).delete();
    await recorder.recordAll();
    const sorted = ({ nodes, edges }: typeof before) => [
      nodes.map(node => JSON.stringify(node)).sort(),
      edges.map(edge => JSON.stringify(edge)).sort(),
    ];
    expect(sorted(await shown())).toEqual(sorted(before));
  });
});
