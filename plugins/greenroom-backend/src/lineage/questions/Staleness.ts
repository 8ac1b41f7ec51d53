import type {
  GraphNode,
  StaleList,
  StaleReason,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Reach } from '../reach/LineageReach';
import type { Painter } from './Painter';
import { PerRevision } from './PerRevision';
import { type Staleness as Reason, staleNodes } from './staleNodes';
import type { Walker } from './Walker';

/** What is no longer made of the newest, and why. */
export class Staleness {
  readonly #stale = new PerRevision<ReturnType<typeof staleNodes>>();

  constructor(
    private readonly rooms: {
      walker: Walker;
      painter: Painter;
    },
  ) {}

  /** Of the whole lineage, by number of the node. */
  all(reach: Reach): Promise<ReturnType<typeof staleNodes>> {
    return this.#stale.of(reach, () => staleNodes(reach));
  }

  async list({
    assetId,
    offset,
    limit,
  }: {
    readonly assetId?: string;
    readonly offset: number;
    readonly limit: number;
  }): Promise<StaleList> {
    const { walker, painter } = this.rooms;
    const reach = await walker.current();
    const stale = await this.all(reach);
    const own = await walker.versionsOf(assetId);
    const all = [...stale]
      .filter(([node]) => !own || own.has(node))
      .sort(([, a], [, b]) => followers(a) - followers(b));
    const some = all.slice(offset, offset + limit);
    const painted = await painter.nodes([
      ...new Set(
        some.flatMap(([node, reasons]) => [
          node,
          ...reasons.flatMap(({ because, edge }) => [because, edge.from]),
        ]),
      ),
    ]);
    const items = await Promise.all(
      some.map(async ([number, reasons]) => ({
        node: painted.get(number)!,
        reasons: await Promise.all(
          reasons.map(reason => this.#told(reason, painted)),
        ),
      })),
    );
    return { items, total: all.length };
  }

  async #told(
    { what, because, edge }: Reason,
    painted: ReadonlyMap<number, GraphNode>,
  ): Promise<StaleReason> {
    const [of, node, input] = [
      painted.get(because)!,
      painted.get(edge.to)!,
      painted.get(edge.from)!,
    ];
    return {
      what,
      message: sentenceOf(what, { node, input, because: of }),
      because: of,
      way: await this.rooms.painter.edges([edge], painted),
    };
  }
}

/** What only follows from what else is stale comes last. */
function followers(reasons: readonly Reason[]): number {
  return reasons.every(({ what }) => what === 'stale input') ? 1 : 0;
}

function sentenceOf(
  what: StaleReason['what'],
  { node, input, because }: Record<'node' | 'input' | 'because', GraphNode>,
): string {
  switch (what) {
    case 'newer input':
      return `${node.title} is made of ${input.title}; the newest is ${because.title}. Train or derive it again.`;
    case 'newer model':
      return `${node.title} serves ${input.title}; the newest is ${because.title}. Deploy that, or say in its manifest which is to be served.`;
    case 'newer test data':
      return `${node.title} declares to be measured on ${input.title}; the newest is ${because.title}. Run its evaluations again.`;
    case 'gone input':
      return `${node.title} is made of ${input.title}, which nobody declares here any more. Restore it, or name what stands for it.`;
    default:
      return `${node.title} is made of ${input.title}, which is itself no longer made of the newest. Renew that first.`;
  }
}
