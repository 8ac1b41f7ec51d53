import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { type MatchedRule, readReviewRules } from './ReviewRules';
import { ReviewSigner } from './ReviewSigner';

/** What reviews need of `greenroom.reviews` in app-config. */
export type ReviewsConfig = {
  readonly rules: readonly MatchedRule[];
  readonly signer: ReviewSigner;
  /** Accounts behind which there is no person. */
  readonly machines: ReadonlySet<string>;
  /** Where statements are in a repository. */
  readonly folder: string;
};

const FOLDER = 'reviews';

/** @throws InputError naming what is wrong */
export function readReviewsConfig(root: Config): ReviewsConfig {
  const config = root.getOptionalConfig('greenroom.reviews');
  const folder = config?.getOptionalString('folder') ?? FOLDER;
  if (!/^[\w.-]+(\/[\w.-]+)*$/.test(folder) || folder.includes('..'))
    throw new InputError(
      `greenroom.reviews.folder is ${folder}. Give it a path inside a repository, such as ${FOLDER}.`,
    );
  return {
    rules: readReviewRules(config),
    signer: ReviewSigner.fromConfig(config),
    machines: new Set(config?.getOptionalStringArray('machines') ?? []),
    folder,
  };
}
