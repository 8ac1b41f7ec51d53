import type { EdgeKind } from '../lineage/LineageEdge';
import type { Obligation } from './Obligation';

/** Edges along which each kind of obligation goes downstream. */
export type FlowRules = Readonly<
  Record<Obligation['kind'], readonly EdgeKind[]>
>;

/** Rows, or what was made of rows, are in what comes after. */
const COPIES: readonly EdgeKind[] = [
  'derived from',
  'merged into',
  'augmented from',
];
/** A model comes of it, or is it. */
const MODELS: readonly EdgeKind[] = [
  'trained on',
  'fine-tuned from',
  'deployed as',
];

/**
 * The rules where a policy declares no others. To be evaluated on data, labelled
 * or approved by somebody binds nobody. Rows must be gone at their date; what a
 * model learned of them is a question for the policy, which is why retention
 * stops at training here while consent, whose purpose is training, does not.
 */
export const FLOW_RULES: FlowRules = {
  licence: [...COPIES, ...MODELS],
  'use condition': [...COPIES, ...MODELS],
  'personal data': [...COPIES, ...MODELS],
  consent: [...COPIES, ...MODELS],
  retention: COPIES,
};
