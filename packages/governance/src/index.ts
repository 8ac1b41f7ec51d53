/**
 * Governance that needs no portal: lineage and what flows along it, decisions on
 * model versions as signed statements, and their verification against a clone
 * and a trust root.
 *
 * @packageDocumentation
 */
export {
  DECISIONS,
  REVIEW_PREDICATE_TYPE,
  reviewStatementSchema,
  STATEMENT_TYPE,
} from './statement/ReviewStatement';
export type {
  ReviewPredicate,
  ReviewStatement,
} from './statement/ReviewStatement';
export { ENVELOPE_BYTES } from './statement/Envelope';
export type { Envelope } from './statement/Envelope';
export { keyIdOf } from './statement/keyIdOf';
export { signStatement } from './statement/signStatement';
export { StatementError } from './statement/StatementError';
export { authorsOf, isUnknown } from './reviews/authorsOf';
export type { Accounts, Author, HostCommit } from './reviews/authorsOf';
export { barredFrom } from './reviews/barredFrom';
export { changedSince } from './reviews/changedSince';
export type { Pin } from './reviews/changedSince';
export { decidedBy, withVote } from './reviews/decidedBy';
export type { Decided } from './reviews/decidedBy';
export { isOpen as isReviewOpen, nextState } from './reviews/nextState';
export type { ReviewMove, ReviewState } from './reviews/nextState';
export {
  ANYBODY,
  missingSignatures,
  neededSigners,
  quorumOf,
} from './reviews/quorumOf';
export type { Signed, TeamQuorum } from './reviews/quorumOf';
export { standingOf } from './reviews/standingOf';
export type { Standing } from './reviews/standingOf';
export { statementOf } from './reviews/statementOf';
export type { ReviewedVersion } from './reviews/statementOf';
export type { Decision, Vote } from './reviews/Vote';
export { readTrustRoot } from './trust/TrustRoot';
export type { TrustedKey } from './trust/TrustRoot';
export type { Failure } from './verify/Failure';
export type { Clone } from './verify/judgeClone';
export { verifyReview } from './verify/verifyReview';
export type { Verified } from './verify/verifyReview';
export { checkLineage } from './lineage/checkLineage';
export type { LineageProblem } from './lineage/checkLineage';
export { findCycles } from './lineage/findCycles';
export { compareLineages } from './lineage/compareLineages';
export type { LineageDifference } from './lineage/compareLineages';
export { EDGE_KINDS } from './lineage/LineageEdge';
export type { EdgeKind, LineageEdge } from './lineage/LineageEdge';
export { EdgeIndex } from './lineage/EdgeIndex';
export type { EdgeColumns, IndexedEdge, Walked } from './lineage/EdgeIndex';
export { lineageOfHistory } from './lineage/lineageOfHistory';
export type {
  LineageOfHistory,
  StatedManifest,
} from './lineage/lineageOfHistory';
export type { ColumnEdge, ColumnPlace } from './lineage/ColumnEdge';
export { columnsOf } from './lineage/columnsOf';
export { nodeOf } from './lineage/LineageNode';
export type { LineageNode } from './lineage/LineageNode';
export { StandingEdges } from './lineage/StandingEdges';
export { statedBy } from './lineage/statedBy';
export type { Said } from './lineage/statedBy';
export { LineageGraph, wayTo } from './lineage/LineageGraph';
export type { Direction, Reached, ReachOptions } from './lineage/LineageGraph';
export { declaredObligations } from './obligations/declaredObligations';
export { endsAt } from './obligations/endsAt';
export type { ObligedNode } from './obligations/endsAt';
export { FLOW_RULES } from './obligations/flowRules';
export type { FlowRules } from './obligations/flowRules';
export { judgeLicence } from './obligations/judgeLicence';
export type { LicenceConflict } from './obligations/judgeLicence';
export type { Obligation } from './obligations/Obligation';
export { obligationsOf } from './obligations/obligationsOf';
export type { Inherited } from './obligations/obligationsOf';
export * from './cards';
export * from './exchange';
export type { Evidence, Outcome } from './policies/Outcome';
export type {
  BindingFact,
  EvaluationFact,
  LabelFacts,
  Measured,
  PolicyFacts,
} from './policies/PolicyFacts';
export type { RegoRule, Rule, WaiverSpec } from './policies/policyDocument';
export { POLICY_LEVELS } from './policies/Stated';
export type {
  PolicyLevel,
  PolicyProblem,
  Stated,
  StatedRule,
  StatedWaiver,
} from './policies/Stated';
export { checkPolicies } from './policies/checkPolicies';
export type { Checked, RegoAsker } from './policies/checkPolicies';
export type { JudgedWaiver } from './policies/judgeWaiver';
export { judgeWaiver } from './policies/judgeWaiver';
export { policyPlace, waiverPath } from './policies/policyPlace';
export type { PolicyPlace } from './policies/policyPlace';
export { readPolicies, readWaivers } from './policies/readPolicies';
export { rulesInForce } from './policies/rulesInForce';
export type { RuleInForce, RulesInForce } from './policies/rulesInForce';
export { writeWaiver } from './policies/writeWaiver';
export { askRego, brokenRego } from './policies/rego/askRego';
export { BundleError } from './policies/rego/BundleError';
export { BUNDLE_BYTES, readBundle } from './policies/rego/readBundle';
export type { Bundle } from './policies/rego/readBundle';
export {
  ancestorsIn,
  ancestryOf,
  bindingOf,
  HIDDEN_NAME,
  madeOf,
} from './policies/bindingOf';
export type { Ancestry, Parent } from './policies/bindingOf';
export { ridingObligations } from './obligations/ridingObligations';
export { sayObligation } from './obligations/sayObligation';
