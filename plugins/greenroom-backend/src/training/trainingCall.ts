import type { WorkflowQuestion } from '@greenroom/backstage-plugin-greenroom-node';
import type { ModelManifest } from '@greenroom/manifest';
import type { Asset, Version } from '../registry/Asset';

/** What to ask a host for, so that a model is trained on a version of its data; undefined where its manifest names no workflow. */
export function trainingCall(
  model: Pick<Asset, 'manifest' | 'repository'>,
  dataset: Pick<Asset, 'repository'>,
  version: Pick<Version, 'commits'>,
): WorkflowQuestion | undefined {
  const { training } = model.manifest as ModelManifest;
  if (!training) return undefined;
  const revision = version.commits.at(-1)!;
  return {
    repository: training.repository ?? model.repository,
    workflow: training.workflow,
    ref: training.ref ?? 'main',
    inputs: {
      ...training.inputs,
      dataset_repository: dataset.repository,
      dataset_revision: revision,
    },
    marker: revision,
  };
}
