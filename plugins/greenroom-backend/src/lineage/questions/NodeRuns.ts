import type {
  GraphEdge,
  GraphNode,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { RunStore, RunWithJob } from '../../analysis/RunStore';
import { endedBadly } from '../../jobs/JobRow';
import { runNodeId, versionNodeId } from '../statements/nodeIds';
import { NOTHING_HIDDEN } from './toGraphNode';

export type RunNode = {
  readonly node: GraphNode;
  readonly edges: readonly GraphEdge[];
};

/**
 * Runs are where walks end, and the table of runs has both of their ends: they
 * are read from there for the versions that are shown, and are never stale.
 */
export class NodeRuns {
  constructor(private readonly runs: RunStore) {}

  /** Of a model or data version among these, the newest runs first. */
  async of(
    versionIds: readonly string[],
    { at, limit }: { readonly at?: number; readonly limit: number },
  ): Promise<RunNode[]> {
    const found = await this.runs.listOfVersions(versionIds, {
      before: at,
      limit,
    });
    return found.map(run => toRunNode(run, 0));
  }

  async get(runId: string): Promise<RunNode | undefined> {
    const run = await this.runs.get(runId);
    return run && toRunNode(run, 0);
  }
}

function toRunNode(run: RunWithJob, depth: number): RunNode {
  const gates = run.result?.gates ?? [];
  const isBad = endedBadly(run.job) || gates.some(({ passed }) => !passed);
  const accuracy = run.result?.metrics.accuracy?.value;
  const unfailed = run.result ? 'good' : 'working';
  const since = new Date(Number(run.created_at)).toISOString();
  const id = runNodeId(run.id);
  const stated = {
    to: id,
    origin: `run ${run.id}`,
    detail: `${run.evaluation} on ${run.split}`,
    since,
    problems: [],
  };
  return {
    node: {
      id,
      kind: 'run',
      title: `${run.evaluation} on ${run.split}`,
      subtitle:
        accuracy === undefined
          ? run.job.state
          : `accuracy ${(100 * accuracy).toFixed(1)} %`,
      status: isBad ? 'bad' : unfailed,
      assetId: run.model_asset_id,
      runId: run.id,
      since,
      depth,
      hidden: NOTHING_HIDDEN,
      problems: [],
    },
    edges: [
      { ...stated, from: versionNodeId(run.model_version_id), kind: 'run of' },
      {
        ...stated,
        from: versionNodeId(run.dataset_version_id),
        kind: 'evaluated on',
      },
    ],
  };
}
