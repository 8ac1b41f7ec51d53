import { z } from 'zod';
import { fileProblemSchema } from './asset';

/** Outermost first: what an outer one asks, an inner one may tighten and not loosen. */
export const policyLevelSchema = z.enum(['organisation', 'system', 'asset']);
export type PolicyLevel = z.infer<typeof policyLevelSchema>;

/** Where a rule, or a waiver, is stated. */
export const statedInGitSchema = z.object({
  repository: z.string(),
  /** From the root of the repository. */
  path: z.string(),
  line: z.number().int().positive(),
  /** The last that touched the file: what was said there before is another rule. */
  commit: z.string(),
  /** To the line on the host. */
  url: z.string().optional(),
});
export type StatedInGit = z.infer<typeof statedInGitSchema>;

/** A rule as one file of policies states it. */
export const policyRuleSchema = z.object({
  /** Of the policy: `organisation-basics`. */
  policy: z.string(),
  level: policyLevelSchema,
  /** Its name on every level: an inner rule of the same name tightens it. */
  id: z.string(),
  /** What is asked, in a sentence. */
  title: z.string(),
  /** What is checked: `licence`, `gates`, `rego`… */
  check: z.string(),
  /** Whether it blocks, or is only said. */
  severity: z.enum(['error', 'warning']),
  /** Where a waiver of it may stand: also beside the asset, only where policies are stated, or nowhere; and for how many days. */
  waivers: z.object({
    from: z.enum(['anywhere', 'policies', 'nowhere']),
    days: z.number().int(),
  }),
  stated: statedInGitSchema,
  /** The outer rules that this one tightens, the nearest first. */
  tightens: z.array(
    z.object({ level: policyLevelSchema, stated: statedInGitSchema }),
  ),
});
export type PolicyRule = z.infer<typeof policyRuleSchema>;

/** A rule is not held against one asset, until a date. */
export const waiverSchema = z.object({
  rule: z.string(),
  /** Only this declared version; absent: whichever is the newest. */
  version: z.string().optional(),
  reason: z.string(),
  /** Who committed it; `verified` where the host vouches for who that is. */
  author: z.object({ name: z.string(), verified: z.boolean() }),
  /** The last day on which it holds: `2027-03-31`. */
  until: z.iso.date(),
  /** Only what is in force does anything. */
  state: z.enum(['in force', 'expired', 'refused']),
  /** What became of it, in a sentence: until when it holds, when it ended, or why the rule takes none. */
  message: z.string(),
  stated: statedInGitSchema,
});
export type Waiver = z.infer<typeof waiverSchema>;

export const checkResultSchema = z.enum(['pass', 'fail', 'not applicable']);
export type CheckResult = z.infer<typeof checkResultSchema>;

/** What a result rests on: a figure, a path, a name. */
export const checkEvidenceSchema = z.object({
  what: z.string(),
  value: z.string(),
});
export type CheckEvidence = z.infer<typeof checkEvidenceSchema>;

/** What a rule says of one version. */
export const policyCheckSchema = z.object({
  rule: policyRuleSchema,
  /** What the rule itself says; a waiver does not change it. */
  result: checkResultSchema,
  /** Why, in a sentence. */
  message: z.string(),
  evidence: z.array(checkEvidenceSchema),
  /** What would make it pass; of what fails. */
  remedy: z.string().optional(),
  /** All that name this rule and version, those that hold first. */
  waivers: z.array(waiverSchema),
});
export type PolicyCheck = z.infer<typeof policyCheckSchema>;

/** How a check counts: a failing one with a waiver in force is waived. */
export type CheckStanding = CheckResult | 'waived';

export function standingOf({ result, waivers }: PolicyCheck): CheckStanding {
  const isWaived = waivers.some(({ state }) => state === 'in force');
  return result === 'fail' && isWaived ? 'waived' : result;
}

/** Whether it keeps a version from being approved. */
export function isBlocking(check: PolicyCheck): boolean {
  return standingOf(check) === 'fail' && check.rule.severity === 'error';
}

/** All rules in force, held against one version. */
export const policyChecksSchema = z.object({
  assetId: z.string(),
  versionId: z.string(),
  /** What fails first. */
  checks: z.array(policyCheckSchema),
  /** Files of policies and waivers, of any level, that cannot be read or loosen what an outer level asks. */
  problems: z.array(fileProblemSchema.extend({ repository: z.string() })),
  checkedAt: z.string(),
  /** SHA-256 of what is said: each rule with its commit, and how it stands. The same from day to day as long as that is. */
  digest: z.string(),
});
export type PolicyChecks = z.infer<typeof policyChecksSchema>;

/** What the portal can ask of policies. */
export interface PoliciesApi {
  /** What the policies in force say of a version. */
  getChecks(versionId: string): Promise<PolicyChecks>;
}

/** Somebody wants a rule not to be held against an asset. */
export const waiverRequestSchema = z.object({
  rule: z.string().min(1).max(64),
  version: z.string().min(1).max(100).optional(),
  reason: z.string().trim().min(10).max(500),
  until: z.iso.date(),
});
export type WaiverRequest = z.infer<typeof waiverRequestSchema>;
