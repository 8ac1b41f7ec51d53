import type { Proposal } from '@greenroom/backstage-plugin-greenroom-common';
import { endedBadly } from '../jobs/JobRow';
import { trainedOn } from '../analysis/predictionsFor';
import type { RunWithJob } from '../analysis/RunStore';
import type { Asset, Version } from '../registry/Asset';
import type { RetrainingRow } from '../training/Retraining';

export type Aftermath = {
  /** Versions of the data set, oldest first. */
  readonly versions: readonly Version[];
  readonly mergeCommit?: string;
  /** Models that name a training workflow and were trained on the data set. */
  readonly models: readonly {
    readonly asset: Asset;
    readonly versions: readonly Version[];
    readonly retraining?: RetrainingRow;
  }[];
  readonly runs: readonly RunWithJob[];
};

export type Outcome = {
  readonly steps: NonNullable<Proposal['outcome']>;
  /** Runs on the audited split by the model before and after, once both are there. */
  readonly compared?: {
    readonly before: RunWithJob;
    readonly after: RunWithJob;
  };
};

type Step = NonNullable<Proposal['outcome']>[number];

/** What followed the merge of a proposal, as far as it got. */
export function outcomeOf(facts: Aftermath): Outcome {
  const version = versionOfMerge(facts);
  const steps: Step[] = [
    { step: 'merged', state: 'done', text: 'The pull request was merged.' },
  ];
  if (!version) {
    steps.push({
      step: 'version',
      state: 'working',
      text: 'The merged data is being read.',
    });
    return { steps };
  }
  steps.push({
    step: 'version',
    state: 'done',
    text: `Version ${nameOf(version)} of the data is here.`,
  });
  const [model] = facts.models;
  if (!model) return { steps };
  const at = model.versions.findIndex(candidate =>
    trainedOn(candidate, version),
  );
  const trained = model.versions[at];
  steps.push(
    trainingStep(model.asset.name, model.retraining, trained !== undefined),
  );
  if (!trained) {
    steps.push({
      step: 'model',
      state: 'waiting',
      text: `The new version of ${model.asset.name} comes when training is done.`,
    });
    return { steps };
  }
  steps.push({
    step: 'model',
    state: 'done',
    text: `${model.asset.name} ${nameOf(trained)} is here.`,
  });
  const onAudited = (modelVersion?: Version) =>
    facts.runs.find(
      run =>
        run.audited &&
        run.model_version_id === modelVersion?.id &&
        run.dataset_version_id === version.id,
    );
  const before = onAudited(model.versions[at - 1]);
  const after = onAudited(trained);
  steps.push(runStep(after));
  // Models that find boxes have no accuracy to compare.
  return before?.result?.metrics.accuracy && after?.result?.metrics.accuracy
    ? { steps, compared: { before, after } }
    : { steps };
}

function versionOfMerge({
  versions,
  mergeCommit,
}: Aftermath): Version | undefined {
  return versions.find(
    ({ commits }) => mergeCommit !== undefined && commits.includes(mergeCommit),
  );
}

function trainingStep(
  model: string,
  retraining: RetrainingRow | undefined,
  isTrained: boolean,
): Step {
  const step = 'training';
  if (isTrained)
    return { step, state: 'done', text: `${model} was trained on it.` };
  if (!retraining)
    return {
      step,
      state: 'waiting',
      text: `Training of ${model} is about to be asked for.`,
    };
  const { workflow, run_number: number, reason } = retraining;
  const url = retraining.run_url ?? undefined;
  const run = number === null ? workflow : `Run ${number} of ${workflow}`;
  switch (retraining.state) {
    case 'failed':
    case 'cancelled':
    case 'refused':
      return {
        step,
        state: 'failed',
        text: `${run} did not train ${model}. ${reason ?? ''}`.trim(),
        url: retraining.reason_url ?? url,
      };
    case 'dropped':
      return { step, state: 'done', text: reason ?? 'There is no need.' };
    case 'succeeded':
      return {
        step,
        state: 'done',
        text: `${run} has trained ${model} on the git host.`,
        url,
      };
    default:
      return {
        step,
        state: 'working',
        text: `${run} is training ${model} on the git host.`,
        url,
      };
  }
}

function runStep(run: RunWithJob | undefined): Step {
  if (run?.result)
    return {
      step: 'run',
      state: 'done',
      text: 'It was evaluated on the audited test rows.',
    };
  if (run && endedBadly(run.job)) {
    return {
      step: 'run',
      state: 'failed',
      text: `Its evaluation gave no answer: ${run.job.error}`,
    };
  }
  return {
    step: 'run',
    state: 'working',
    text: 'It is being evaluated on the audited test rows.',
  };
}

function nameOf({ facts, commit }: Version): string {
  return facts.semver
    ? `${facts.semver} (${commit.sha.slice(0, 7)})`
    : commit.sha.slice(0, 7);
}
