import path from 'node:path';
import {
  type DossierReview,
  ENVELOPE_BYTES,
  type TrustedKey,
  type Verified,
  verifyReview,
} from '@greenroom/governance';
import { Git } from '../git/Git';
import { GitClone } from './GitClone';
import { textOf } from './trustFrom';

const NOBODY_TRUSTED =
  'not verified: no keys were named that count (--trust KEYS.yaml)';

export type DecisionsWanted = {
  /** Any folder of the clone. */
  readonly folder: string;
  readonly asset: { readonly name: string; readonly version?: string };
  /** Absent: nobody says whose signatures count. */
  readonly keys?: readonly TrustedKey[];
  readonly at: Date;
};

/** Decisions on a version that stand in a clone, each with whether it holds. */
export async function decisionsIn({
  folder,
  asset,
  keys,
  at,
}: DecisionsWanted): Promise<readonly DossierReview[]> {
  const clone = await GitClone.around(folder);
  const listed = await new Git(clone.root).read([
    'ls-files',
    '-z',
    '--',
    '*.intoto.json',
  ]);
  const files = listed.toString('utf8').split('\0').filter(Boolean).sort();
  const decisions = await Promise.all(
    files.map(async (file): Promise<readonly DossierReview[]> => {
      const text = await textOf(path.join(clone.root, file), ENVELOPE_BYTES);
      const verified = await verifyReview(
        { path: file, text },
        { keys: keys ?? [], clone, at },
      );
      const predicate = verified.statement?.predicate;
      // Of something else, or in somebody else's words.
      if (predicate?.asset.name !== asset.name) return [];
      if (asset.version && predicate.asset.version !== asset.version) return [];
      const { decision, conditions, reviewers } = predicate;
      return [
        {
          decision,
          conditions,
          by: reviewers.map(({ person }) => person).join(', '),
          at: reviewers
            .map(({ decidedAt }) => decidedAt)
            .sort()
            .at(-1)!,
          standing: keys ? standingBy(verified) : NOBODY_TRUSTED,
          origin: file,
        },
      ];
    }),
  );
  return decisions.flat();
}

function standingBy({ valid, failures, unseen }: Verified): string {
  if (!valid)
    return `does not hold: ${failures.map(({ message }) => message).join(' ')}`;
  return unseen.length === 0
    ? 'holds: signed by keys that count, and all files are as they were'
    : `holds, but for the training data in ${unseen.join(
        ', ',
      )}, which was not looked at`;
}
