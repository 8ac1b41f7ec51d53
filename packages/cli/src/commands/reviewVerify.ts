import path from 'node:path';
import {
  ENVELOPE_BYTES,
  type Failure,
  type Verified,
  verifyReview,
} from '@greenroom/governance';
import { type Command, type Flags, optional, required } from '../Command';
import { dateOf } from '../dateOf';
import { GitClone } from '../review/GitClone';
import { isInside, keysOf, liesInside, textOf } from '../review/trustFrom';
import { UsageError } from '../UsageError';

export const reviewVerify: Command = {
  usage:
    'review verify STATEMENT --trust KEYS.yaml [--data OWNER/NAME=CLONE]… [--at DATE] [--format json]',
  options: {
    trust: { type: 'string' },
    data: { type: 'string', multiple: true },
    at: { type: 'string' },
  },
  async run([statement], flags) {
    if (!statement)
      throw new UsageError(
        'Name the statement: a .intoto.json file in a clone of the repository.',
      );
    const trust = required(flags, 'trust');
    const clone = await GitClone.around(path.dirname(statement));
    const data = await clonesOf(flags.data);
    const roots = [clone, ...data.values()].map(({ root }) => root);
    const inside = await Promise.all(roots.map(root => isInside(trust, root)));
    if (inside.includes(true)) {
      return answerOf({
        valid: false,
        unseen: [],
        failures: [
          {
            what: 'trust',
            message: liesInside(trust),
          },
        ],
      });
    }
    const at = optional(flags, 'at');
    const keys = await keysOf(trust);
    const text = await textOf(statement, ENVELOPE_BYTES);
    return answerOf(
      await verifyReview(
        { path: statement, text },
        {
          keys,
          clone,
          data,
          at: at === undefined ? new Date() : dateOf(at, '--at'),
        },
      ),
    );
  },
};

/** @throws UsageError where one is not written as OWNER/NAME=CLONE */
async function clonesOf(
  named: Flags[string],
): Promise<ReadonlyMap<string, GitClone>> {
  const pairs = [named ?? []].flat().map(String);
  return new Map(
    await Promise.all(
      pairs.map(async pair => {
        const [, repository, folder] = /^([^=]+)=(.+)$/.exec(pair) ?? [];
        if (!repository)
          throw new UsageError(
            `--data ${pair} names no clone. Write it as northlight/digits-data=../digits-data.`,
          );
        return [repository, await GitClone.around(folder)] as const;
      }),
    ),
  );
}

function answerOf({ valid, failures, unseen, statement }: Verified) {
  const { predicate } = statement ?? {};
  return {
    json: {
      valid,
      failures,
      ...(unseen.length > 0 && { unseen }),
      ...(predicate && {
        decision: predicate.decision,
        conditions: predicate.conditions,
        asset: predicate.asset,
        revision: predicate.revision,
        reviewers: predicate.reviewers,
      }),
    },
    text: [
      valid ? holds(statement!) : failures.map(told).join('\n'),
      ...unseen.map(
        repository =>
          `Not looked at: the training data in ${repository}. Name a clone of it: --data ${repository}=FOLDER.`,
      ),
    ].join('\n'),
    forbidden: !valid,
  };
}

function holds({
  subject,
  predicate: { asset, decision, conditions, reviewers, revision },
}: NonNullable<Verified['statement']>): string {
  const people = reviewers.map(({ person }) => person).join(', ');
  return [
    `${asset.name} ${asset.version} is ${decision} by ${people}, at ${revision}: ${subject.length} files are as they were.`,
    ...conditions.map(condition => `Condition: ${condition}`),
  ].join('\n');
}

function told({ what, message }: Failure): string {
  return `✗ ${what}: ${message}`;
}
