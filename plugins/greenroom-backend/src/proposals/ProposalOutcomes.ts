import type { Proposal } from '@greenroom/backstage-plugin-greenroom-common';
import type { RunnableModel } from '@greenroom/manifest';
import type { RunStore } from '../analysis/RunStore';
import { titleOf } from '../analysis/titleOf';
import type { Asset } from '../registry/Asset';
import type { AssetStore } from '../registry/AssetStore';
import type { RowsRoom } from '../rows/RowsRoom';
import type { RunPairs } from '../rows/RunPairs';
import type { RetrainingStore } from '../training/RetrainingStore';
import {
  declaredOutcome,
  type HoldingRun,
  isSayingEntry,
} from './declarations/declaredOutcome';
import { type Outcome, outcomeOf } from './outcomeOf';
import type { StoredProposal } from './ProposalRow';
import { proposalView } from './ProposalStore';

/** What followed the merge of a proposal, and whether it helped. */
export class ProposalOutcomes {
  constructor(
    private readonly rooms: {
      assets: AssetStore;
      runs: RunStore;
      retrainings: Pick<RetrainingStore, 'find'>;
      rows: Pick<RowsRoom, 'pairs'>;
    },
  ) {}

  async of(asset: Asset, proposal: StoredProposal): Promise<Proposal> {
    if (proposal.state !== 'merged') return proposalView(proposal);
    const { assets, retrainings, runs, rows } = this.rooms;
    const versions = await assets.listVersions(asset.id);
    if (proposal.entries.every(isSayingEntry))
      return {
        ...proposalView(proposal),
        outcome: declaredOutcome({
          entries: proposal.entries,
          isRead: versions.some(({ commits }) =>
            commits.includes(proposal.mergeCommit ?? ''),
          ),
          runs: asset.kind === 'model' ? await this.#holdingRuns(asset) : [],
        }),
      };
    const merged = versions.find(({ commits }) =>
      commits.includes(proposal.mergeCommit ?? ''),
    );
    const trainable = (await assets.listOfKind('model')).filter(
      ({ manifest }) => {
        const { trainedOn: link, training } = manifest as RunnableModel;
        return (
          training &&
          link?.dataset === asset.name &&
          (!link.repository || link.repository === asset.repository)
        );
      },
    );
    const models = await Promise.all(
      trainable.map(async model => ({
        asset: model,
        versions: await assets.listVersions(model.id),
        retraining: merged && (await retrainings.find(model.id, merged.id)),
      })),
    );
    const { steps, compared } = outcomeOf({
      versions,
      mergeCommit: proposal.mergeCommit,
      models,
      runs: await runs.list({ datasetAssetId: asset.id }),
    });
    return {
      ...proposalView(proposal),
      outcome: steps,
      effect: compared && (await effectOf(rows.pairs, compared)),
    };
  }

  /** The runs of a model that say something of gates. */
  async #holdingRuns({ id }: Asset): Promise<HoldingRun[]> {
    const { assets, runs } = this.rooms;
    const list = await runs.list({ modelAssetId: id });
    const gated = list.filter(({ result }) => result?.gates);
    return Promise.all(
      gated.map(async run => {
        const [model, data] = await Promise.all(
          [run.model_version_id, run.dataset_version_id].map(each =>
            assets.getVersion(each),
          ),
        );
        const titles = [model, data].flatMap(each =>
          each ? [titleOf(each)] : [],
        );
        return {
          evaluation: run.evaluation,
          name: titles.join(' on '),
          gates: run.result!.gates ?? [],
        };
      }),
    );
  }
}

async function effectOf(
  pairs: RunPairs,
  { before, after }: NonNullable<Outcome['compared']>,
) {
  const [first, second] = [before.result!, after.result!];
  return {
    metric: 'accuracy',
    before: first.metrics.accuracy,
    after: second.metrics.accuracy,
    delta: await pairs.accuracyDelta(
      first.predictionsArtifact,
      second.predictionsArtifact,
    ),
    fromRun: before.id,
    toRun: after.id,
  };
}
