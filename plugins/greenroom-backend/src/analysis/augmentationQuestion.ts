import { ENGINE_VERSION as AUGMENTATION_VERSION } from '@greenroom/augmentation';
import type {
  Augmentation,
  LabelledDataset,
  ModelManifest,
} from '@greenroom/manifest';
import type { Version } from '../registry/Asset';
import { type Asked, keyOf, PRIORITIES } from './questions';

export type AugmentationPayload = {
  readonly versionId: string;
  readonly augmentation: Augmentation;
  /** The version of a model that is asked about each row. */
  readonly judgeVersionId?: string;
};

/**
 * What does a recipe make of the rows of a version?
 *
 * @param judge - the version of a model that is asked about each row
 */
export function augmentationQuestion(
  version: Version,
  augmentation: Augmentation,
  judge: Version | undefined,
): Asked<AugmentationPayload> {
  const { key, label, split, classes, columns, task } =
    version.manifest as LabelledDataset;
  return {
    kind: 'augmentation',
    key: keyOf(
      'augmentation',
      AUGMENTATION_VERSION,
      version.assetId,
      version.digest,
      { key, label, split, classes, columns, task },
      augmentation,
      ...(judge ? [judgedBy(judge)] : []),
    ),
    assetId: version.assetId,
    payload: {
      versionId: version.id,
      augmentation,
      ...(judge ? { judgeVersionId: judge.id } : {}),
    },
    priority: PRIORITIES.person,
  };
}

/** Its name and what it was trained on are said beside the rows. */
function judgedBy({ assetId, digest, manifest }: Version) {
  const { name, trainedOn } = manifest as ModelManifest;
  return { assetId, digest, name, trainedOn };
}
