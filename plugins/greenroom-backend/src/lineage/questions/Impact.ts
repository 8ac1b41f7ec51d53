import type {
  ConcernedNode,
  LineageImpact,
  LineageStart,
  NodeKind,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { RunStore } from '../../analysis/RunStore';
import type { Reach } from '../reach/LineageReach';
import { versionNodeId } from '../statements/nodeIds';
import { timeOf } from './Around';
import type { NodeStore } from './NodeStore';
import type { Painter } from './Painter';
import { kindsWithout, placesOf, type Walker, wayTo } from './Walker';

/** Along these nothing of the content comes. */
const MADE_OF = kindsWithout('evaluated on', 'run of');

type Concerned = {
  readonly number: number;
  readonly how: ConcernedNode['how'];
};

/** What is concerned where something is withdrawn. */
export class Impact {
  constructor(
    private readonly rooms: {
      walker: Walker;
      painter: Painter;
      nodes: NodeStore;
      runs: RunStore;
    },
  ) {}

  /** @throws NotFoundError where there is no such node */
  async of(
    query: LineageStart & { readonly at?: string; readonly limit: number },
  ): Promise<LineageImpact> {
    const { walker, painter, nodes, runs } = this.rooms;
    const starts = await walker.starts(query);
    const reach = await walker.current();
    const at = timeOf(query.at);
    const walk = { direction: 'downstream', at } as const;
    const made = reach.edges.walk(starts, { ...walk, kinds: MADE_OF });
    const data = await versionsAmong(reach, nodes, made.nodes, 'dataset');
    const models = await versionsAmong(reach, nodes, made.nodes, 'model');
    const counted = await runs.countOfVersions([
      ...data.values(),
      ...models.values(),
    ]);
    const any = reach.edges.walk(starts, walk);
    const madeOf = new Set(made.nodes);
    const measured = await this.#measured(counted.measured, madeOf);
    const concerned = new Map<number, Concerned>();
    for (const number of made.nodes)
      concerned.set(number, { number, how: 'made of' });
    for (const number of [...any.nodes, ...measured])
      if (!concerned.has(number))
        concerned.set(number, { number, how: 'measured on' });
    for (const start of starts) concerned.delete(start);
    const of = (kind: NodeKind) =>
      [...concerned.values()].filter(
        ({ number }) => reach.nodes.kindOf(number) === kind,
      );
    const places = { made: placesOf(made), any: placesOf(any) };
    const told = async (
      all: readonly Concerned[],
    ): Promise<ConcernedNode[]> => {
      const some = all.slice(0, query.limit);
      const ways = some.map(({ number, how }) =>
        how === 'made of'
          ? wayTo(reach, made, 'downstream', places.made, number)
          : wayTo(reach, any, 'downstream', places.any, number),
      );
      const painted = await painter.nodes([
        ...new Set([
          ...some.map(({ number }) => number),
          ...ways.flat().flatMap(({ from, to }) => [from, to]),
        ]),
      ]);
      return Promise.all(
        some.flatMap(({ number, how }, i) => {
          const node = painted.get(number);
          return node
            ? [
                painter.edges(ways[i], painted).then(way => ({
                  node: { ...node, depth: way.length },
                  way,
                  how,
                })),
              ]
            : [];
        }),
      );
    };
    const [datasets, allModels, deployments] = [
      of('dataset'),
      of('model'),
      of('deployment'),
    ];
    return {
      starts: [...(await painter.nodes(starts.slice(0, query.limit))).values()],
      datasets: await told(datasets),
      models: await told(allModels),
      deployments: await told(deployments),
      counts: {
        datasets: datasets.length,
        models: allModels.length,
        runs: counted.runs,
        deployments: deployments.length,
      },
    };
  }

  /** Models of which only a run saw the data. */
  async #measured(
    versionIds: ReadonlySet<string>,
    madeOf: ReadonlySet<number>,
  ): Promise<number[]> {
    const numbers = await this.rooms.nodes.findMany(
      [...versionIds].map(versionNodeId),
    );
    return [...numbers.values()].filter(number => !madeOf.has(number));
  }
}

/** Ids of versions of a kind among nodes. */
async function versionsAmong(
  reach: Reach,
  nodes: NodeStore,
  found: Iterable<number>,
  kind: NodeKind,
): Promise<ReadonlyMap<number, string>> {
  const numbers = [...found].filter(
    number =>
      reach.nodes.kindOf(number) === kind && reach.nodes.isDeclared(number),
  );
  return nodes.versionIds(numbers);
}
