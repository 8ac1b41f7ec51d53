import { z } from 'zod';
import { RULE_KINDS } from './ruleKinds';

const API_VERSION = 'greenroom.dev/v1alpha1';
/** Of one file. */
const RULES_LIMIT = 200;
/** A waiver of more than a year is a change of the policy. */
const LONGEST_WAIVER_DAYS = 366;
/** A quarter: long enough to repair data, short enough to be remembered. */
const WAIVER_DAYS = 90;

const name = z
  .string()
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    'use small letters, digits and single - between them',
  )
  .max(63);
const sentence = z.string().trim().min(1).max(500);

const appliesToSchema = z.strictObject({
  kinds: z
    .array(z.enum(['dataset', 'model']))
    .min(1)
    .optional(),
  /** Assets that have one of them. */
  tags: z.array(z.string().min(1).max(63)).min(1).max(50).optional(),
});
export type AppliesTo = z.infer<typeof appliesToSchema>;

const waiversSchema = z.strictObject({
  /** Where a waiver may stand: beside the asset, too, only with the policies, or nowhere. */
  from: z.enum(['anywhere', 'policies', 'nowhere']).default('anywhere'),
  /** From the commit of a waiver to its last day, at most. */
  days: z.int().min(1).max(LONGEST_WAIVER_DAYS).default(WAIVER_DAYS),
});
export type WaiverTerms = z.infer<typeof waiversSchema>;

const common = {
  id: name,
  /** In place of the sentence that the check has for what is asked. */
  title: sentence.optional(),
  why: sentence.optional(),
  severity: z.enum(['error', 'warning']).default('error'),
  appliesTo: appliesToSchema.default({}),
  waivers: waiversSchema.prefault({}),
};

/** From the folder of the policy file, and nowhere above it. */
const bundlePath = z
  .string()
  .max(500)
  .regex(
    /^(?!\/)(?!(.*\/)?\.{0,2}(\/|$))[^\\\p{Cc}]+\.tar\.gz$/u,
    'is no path of a .tar.gz in or below the folder of this file',
  );

const rego = {
  /** Made by `opa build -t wasm -e ENTRYPOINT`. */
  bundle: bundlePath,
  /** Such as `greenroom/licences/deny`. */
  entrypoint: z
    .string()
    .regex(/^[A-Za-z_]\w*(\/[A-Za-z_]\w*)*$/, 'is no path of a rule')
    .max(300),
  /** What the bundle finds as `input.with`. */
  with: z.record(z.string().max(100), z.json()).optional(),
};

const rule = <Check extends string, Shape extends z.ZodRawShape>(
  check: Check,
  shape: Shape,
) => z.strictObject({ check: z.literal(check), ...common, ...shape });

export const ruleSchema = z.discriminatedUnion('check', [
  rule('licence', RULE_KINDS.licence.shape),
  rule('licence-compatible', RULE_KINDS['licence-compatible'].shape),
  rule('personal-data', RULE_KINDS['personal-data'].shape),
  rule('card', RULE_KINDS.card.shape),
  rule('gates', RULE_KINDS.gates.shape),
  rule('evaluation', RULE_KINDS.evaluation.shape),
  rule('current-evaluations', RULE_KINDS['current-evaluations'].shape),
  rule('label-noise', RULE_KINDS['label-noise'].shape),
  rule('annotators', RULE_KINDS.annotators.shape),
  rule('disjoint-splits', RULE_KINDS['disjoint-splits'].shape),
  rule('fairness', RULE_KINDS.fairness.shape).refine(
    ({ atMost, atLeast }) => atMost !== undefined || atLeast !== undefined,
    'a rule on fairness needs atMost (of differences) or atLeast (of ratios)',
  ),
  rule('lineage', RULE_KINDS.lineage.shape),
  rule('reviewed', RULE_KINDS.reviewed.shape),
  rule('owner', RULE_KINDS.owner.shape),
  rule('rego', rego),
]);
export type Rule = z.output<typeof ruleSchema>;
export type RegoRule = Extract<Rule, { check: 'rego' }>;
export type CommonRule = Exclude<Rule, RegoRule>;

const metadata = z.strictObject({
  name,
  title: sentence.optional(),
  description: z.string().max(5_000).optional(),
});

/** The document of a policy, as written. */
export const policyDocumentSchema = z.strictObject({
  apiVersion: z.literal(API_VERSION),
  kind: z.literal('Policy'),
  metadata,
  spec: z.strictObject({
    rules: z.array(ruleSchema).min(1).max(RULES_LIMIT),
  }),
});

/** The document of a waiver, as written. Its author is whoever committed it. */
export const waiverDocumentSchema = z.strictObject({
  apiVersion: z.literal(API_VERSION),
  kind: z.literal('Waiver'),
  spec: z.strictObject({
    rule: name,
    /** By its name; in the repository of policies of any, beside an asset of this repository. */
    asset: z.string().min(1).max(63),
    /** Only this declared version; absent: whichever is the newest. */
    version: z.string().min(1).max(100).optional(),
    reason: z
      .string()
      .trim()
      .min(10, 'say why, in ten letters or more')
      .max(2_000),
    /** The last day on which it holds. */
    until: z.iso.date('use a day such as 2027-03-31'),
  }),
});
export type WaiverSpec = z.output<typeof waiverDocumentSchema>['spec'];
