import { z } from 'zod';
import { fails, type Outcome, passes } from '../Outcome';
import type { PolicyFacts } from '../PolicyFacts';
import type { RegoRule } from '../policyDocument';
import { BundleError } from './BundleError';
import { type Bundle } from './readBundle';
import { runBundle } from './runBundle';

const words = z.string().min(1).max(2_000);
const MOST_WORDS = 200;

/** What a rule may say: what speaks against the version, or a result of its own. */
const answerSchema = z.union([
  z.array(words).max(MOST_WORDS),
  z.strictObject({
    result: z.enum(['pass', 'fail', 'not applicable']),
    message: words,
    remedy: words.optional(),
    evidence: z
      .array(z.strictObject({ what: words, value: words }))
      .max(MOST_WORDS)
      .default([]),
  }),
]);

/**
 * What a Rego rule says of a version. Its `input` has `facts` (see `PolicyFacts`)
 * and `with`, what the policy gives it. It is a set or list of sentences that
 * speak against the version, as `deny` is everywhere, or an object with `result`,
 * `message` and what else a check has. A bundle that cannot be run makes the
 * check fail: a rule that broke has stopped nothing, so it may let nothing
 * through.
 */
export async function askRego(
  bundle: Bundle,
  { entrypoint, with: given = {} }: RegoRule,
  facts: PolicyFacts,
): Promise<Outcome> {
  let said: unknown;
  try {
    said = await runBundle(bundle, {
      entrypoint,
      input: { facts, with: given },
    });
  } catch (error) {
    if (error instanceof BundleError) return brokenRego(error);
    throw error;
  }
  const answer = answerSchema.safeParse(said);
  if (!answer.success)
    return brokenRego(
      new BundleError(
        said === undefined
          ? `${entrypoint} is not defined for this version. Give it a default.`
          : `${entrypoint} is neither a list of sentences nor an object with result and message.`,
      ),
    );
  if (!Array.isArray(answer.data)) return answer.data;
  const [first] = answer.data;
  return first === undefined
    ? passes(`${entrypoint} has nothing against it.`)
    : fails(
        first,
        'Do what the policy says, or ask whoever wrote it.',
        answer.data.map(value => ({ what: entrypoint, value })),
      );
}

/** The check of a bundle that is not there, cannot be read, or broke. */
export function brokenRego({ message }: BundleError): Outcome {
  return fails(message, 'Build the bundle anew where the policy is stated.');
}
