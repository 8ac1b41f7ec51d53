import type { Rule, WaiverSpec } from './policyDocument';

/** Outermost first. */
export const POLICY_LEVELS = ['organisation', 'system', 'asset'] as const;
export type PolicyLevel = (typeof POLICY_LEVELS)[number];

/** Where something stands in git. */
export type Stated = {
  readonly repository: string;
  /** From the root of the repository. */
  readonly path: string;
  readonly line: number;
  /** The last that touched the file. */
  readonly commit: string;
};

export type StatedRule = {
  readonly rule: Rule;
  /** Name of the policy that has it. */
  readonly policy: string;
  readonly level: PolicyLevel;
  readonly stated: Stated;
};

export type StatedWaiver = {
  readonly waiver: WaiverSpec;
  /** Whether it stands with the policies or beside the asset. */
  readonly from: 'policies' | 'asset';
  readonly author: { readonly name: string; readonly verified: boolean };
  /** The day of its commit: `2026-11-26`. */
  readonly committedOn: string;
  readonly stated: Stated;
};

/** What is wrong with a file of policies or waivers, and what to do. */
export type PolicyProblem = {
  readonly repository: string;
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
};
