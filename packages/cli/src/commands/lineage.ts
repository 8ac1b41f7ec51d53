import path from 'node:path';
import {
  checkLineage,
  type Direction,
  type LineageEdge,
  LineageGraph,
  type LineageNode,
  lineageOfHistory,
  type LineageProblem,
} from '@greenroom/governance';
import { Command, type Flags, numeric, optional } from '../Command';
import { dateOf } from '../dateOf';
import { Git } from '../git/Git';
import { boundOf } from '../lineage/boundOf';
import { manifestHistory } from '../lineage/manifestHistory';
import { impactOf } from '../lineage/impactOf';
import { pathBetween } from '../lineage/pathBetween';
import { manifestsAt } from '../manifestsAt';
import { textTable } from '../textTable';
import { UsageError } from '../UsageError';

export const lineage: Command = {
  usage:
    'lineage PATH [--upstream | --downstream | --impact | --obligations | --path NODE] [--depth N] [--at DATE] [--format json]',
  options: {
    upstream: { type: 'boolean' },
    downstream: { type: 'boolean' },
    impact: { type: 'boolean' },
    obligations: { type: 'boolean' },
    path: { type: 'string' },
    depth: { type: 'string' },
    at: { type: 'string' },
  },
  async run([file], flags) {
    const stat = manifestsAt(file);
    const depth = numeric(flags, 'depth');
    if (depth !== undefined && !(depth >= 1))
      throw new UsageError('--depth is at least 1.');
    const folder = stat.isDirectory() ? file : path.dirname(file);
    const git = new Git(folder);
    const prefix = (await git.read(['rev-parse', '--show-prefix']))
      .toString('utf8')
      .trim();
    const history = await manifestHistory(git, 'HEAD', '');
    const whole = lineageOfHistory(history.stated);
    const at = optional(flags, 'at');
    const starts = whole.nodes.filter(({ path: place }) =>
      stat.isDirectory()
        ? place?.startsWith(prefix)
        : place === `${prefix}${path.basename(file)}`,
    );
    if (starts.length === 0)
      throw new UsageError(
        `${file} declares nothing that git has. Commit it first, or name another.`,
      );
    const time = at === undefined ? undefined : dateOf(at, '--at').getTime();
    const end = optional(flags, 'path');
    if (end !== undefined) return pathBetween(whole, starts, end, time);
    if (flags.obligations) return boundOf(whole, starts, history.stated, time);
    if (flags.impact) return impactOf(whole, starts, time);
    const found = around(whole, starts, {
      directions: directionsOf(flags),
      depth,
      at: time,
    });
    const there = new Set(
      whole.nodes.filter(({ commit }) => commit).map(({ id }) => id),
    );
    // What other repositories declare is not here to be looked for.
    const problems = checkLineage(found.edges, () => true);
    return {
      json: { ...found, problems, remarks: history.remarks },
      text: [
        textTable(
          ['from', '', 'to', 'stated by', 'commit'],
          found.edges.map(({ from, kind, to, origin, commit }) => [
            named(from, there),
            `→ ${kind}`,
            named(to, there),
            origin,
            commit?.slice(0, 8) ?? '',
          ]),
        ),
        ...problems.map(told),
        ...history.remarks.map(remark => `passed over ${remark}`),
      ].join('\n'),
    };
  },
};

function directionsOf(flags: Flags): readonly Direction[] {
  const asked = (['upstream', 'downstream'] as const).filter(
    direction => flags[direction],
  );
  return asked.length > 0 ? asked : ['upstream', 'downstream'];
}

function around(
  { nodes, edges }: ReturnType<typeof lineageOfHistory>,
  starts: readonly LineageNode[],
  {
    directions,
    depth,
    at,
  }: {
    readonly directions: readonly Direction[];
    readonly depth?: number;
    readonly at?: number;
  },
): { nodes: readonly LineageNode[]; edges: readonly LineageEdge[] } {
  const graph = new LineageGraph(edges);
  const wasThere = ({ since }: LineageNode) =>
    at === undefined || (since ?? 0) <= at;
  const reached = new Set<string>();
  const gone = new Set<LineageEdge>();
  for (const { id } of starts.filter(wasThere))
    for (const direction of directions) {
      const found = graph.reach(id, {
        direction,
        depth,
        at,
        along: edge => Boolean(gone.add(edge)),
      });
      for (const node of found.nodes) reached.add(node);
    }
  return {
    nodes: nodes.filter(({ id }) => reached.has(id)),
    edges: edges.filter(
      edge => gone.has(edge) && reached.has(edge.from) && reached.has(edge.to),
    ),
  };
}

/** Marked where only others name it. */
function named(id: string, there: ReadonlySet<string>): string {
  return there.has(id) ? id : `${id} (elsewhere)`;
}

function told(problem: LineageProblem): string {
  switch (problem.what) {
    case 'cycle':
      return `✗ ${problem.nodes.join(', ')} come from each other.`;
    case 'missing end':
      return `✗ ${problem.node} is gone, which ${problem.edge.origin} names.`;
    default:
      return `✗ ${problem.edges
        .map(({ from, origin }) => `${origin} says ${from}`)
        .join(', ')}: ${problem.edges[0].to} can come from one alone.`;
  }
}
