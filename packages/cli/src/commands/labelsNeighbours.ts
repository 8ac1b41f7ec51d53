import {
  DEFAULT_NEIGHBOURS,
  findConflicts,
  findDuplicates,
  findLabelIssues,
  findLeakedPairs,
  findOutliers,
  NeighbourGraph,
  neighbourVote,
  OUTLIER_FENCES,
  tilesOf,
} from '@greenroom/label-quality';
import type { Points } from '@greenroom/label-quality';
import { Command, Flags, numeric, oneOf, optional } from '../Command';
import { Progress } from '../Progress';
import { ClassLabels, readClassLabels } from '../readClassLabels';
import { readPoints } from '../readPoints';
import { searchNeighbours } from '../searchNeighbours';
import { UsageError } from '../UsageError';

/** Rows and groups that are printed for people; JSON has them all. */
const PRINTED = 10;

export const labelsNeighbours: Command = {
  usage:
    'labels neighbours --features ARRAY [--labels ARRAY] [--splits ARRAY] [--metric cosine|euclidean] [--k 10] [--outlier-fence log|linear] [--threads N] [--format json]',
  options: {
    features: { type: 'string' },
    labels: { type: 'string' },
    splits: { type: 'string' },
    metric: { type: 'string' },
    k: { type: 'string' },
    'outlier-fence': { type: 'string' },
    threads: { type: 'string' },
  },
  async run(_positionals, flags) {
    const points = await readPoints(flags);
    const labels = await readOneForEach(flags, 'labels', points.rows);
    const splits = await readOneForEach(flags, 'splits', points.rows);
    const graph = await search(points, flags);
    const duplicates = findDuplicates(graph);
    const { outliers, scores: outlierScores } = findOutliers(
      graph,
      oneOf(flags, 'outlier-fence', OUTLIER_FENCES),
    );
    const conflicts = labels ? findConflicts(duplicates, labels.labels) : [];
    const votes = labels && voted(graph, labels);
    const leaks = splits ? findLeakedPairs(duplicates, splits.labels) : [];
    return {
      json: {
        rows: graph.rows,
        columns: points.columns,
        metric: graph.metric,
        k: graph.k,
        exactDuplicates: duplicates.exact,
        nearDuplicates: duplicates.near,
        nearLimit: duplicates.limit,
        conflicts: conflicts.map(({ rows }) => rows),
        outliers,
        outlierScores: Array.from(outlierScores),
        knnIssues: votes?.issues ?? [],
        ...(votes && { knnScores: votes.scores }),
        ...(splits && { leaks }),
      },
      text: [
        `${graph.rows} rows of ${points.columns}, the ${graph.k} nearest of each by ${graph.metric} distance.`,
        groupsLine('groups of exact duplicates', duplicates.exact),
        groupsLine('groups of near duplicates', duplicates.near),
        ...(labels
          ? [
              groupsLine(
                'groups of duplicates with different labels',
                conflicts.map(({ rows }) => rows),
              ),
              rowsLine(
                'labels that the neighbours contradict',
                votes?.issues ?? [],
              ),
            ]
          : []),
        rowsLine('outliers', outliers),
        ...(splits
          ? [
              groupsLine(
                'pairs of duplicates across splits',
                leaks.map(({ row, other }) => [row, other]),
              ),
            ]
          : []),
      ].join('\n'),
    };
  },
};

async function readOneForEach(
  flags: Flags,
  flag: 'labels' | 'splits',
  rows: number,
): Promise<ClassLabels | undefined> {
  const name = optional(flags, flag);
  if (name === undefined) return undefined;
  const read = await readClassLabels(name);
  if (read.labels.length !== rows)
    throw new UsageError(
      `${name} has ${read.labels.length} rows and the features ${rows}. Join them by key first.`,
    );
  return read;
}

async function search(points: Points, flags: Flags): Promise<NeighbourGraph> {
  const progress = new Progress('tiles', tilesOf(points).length);
  try {
    return await searchNeighbours(
      points,
      numeric(flags, 'k') ?? DEFAULT_NEIGHBOURS,
      {
        threads: numeric(flags, 'threads'),
        onProgress: tiles => progress.at(tiles),
      },
    );
  } finally {
    progress.end();
  }
}

function voted(graph: NeighbourGraph, { labels, classes }: ClassLabels) {
  if (classes < 2)
    throw new UsageError(
      'All labels are the same; neighbours can contradict none.',
    );
  const predProbs = neighbourVote(graph, labels, classes);
  return {
    issues: findLabelIssues({ labels, predProbs, classes }).issues,
    scores: Array.from(labels, (label, i) => predProbs[i * classes + label]),
  };
}

function rowsLine(what: string, rows: readonly number[]): string {
  return `${rows.length} ${what}${listed(rows.map(String))}`;
}

function groupsLine(what: string, groups: readonly (readonly number[])[]) {
  return `${groups.length} ${what}${listed(
    groups.map(rows => rows.join(' = ')),
  )}`;
}

function listed(items: readonly string[]): string {
  if (items.length === 0) return '.';
  return `: ${items.slice(0, PRINTED).join(', ')}${
    items.length > PRINTED ? ', …' : ''
  }`;
}
