import type { Command } from '../Command';
import { loaded } from '../loaded';

async function named<Name extends string>(
  loading: Promise<Record<Name, Command>>,
  name: Name,
): Promise<Command> {
  return (await loaded(loading))[name];
}

/** Commands by their words; each is loaded only when it is called. */
export const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  'manifest validate': () =>
    named(import('./manifestValidate'), 'manifestValidate'),
  'manifest show': () => named(import('./manifestShow'), 'manifestShow'),
  'manifest schema': () => named(import('./manifestSchema'), 'manifestSchema'),
  'data digest': () => named(import('./dataDigest'), 'dataDigest'),
  'data profile': () => named(import('./dataProfile'), 'dataProfile'),
  'data diff': () => named(import('./dataDiff'), 'dataDiff'),
  'data blame': () => named(import('./dataBlame'), 'dataBlame'),
  'labels find': () => named(import('./labelsFind'), 'labelsFind'),
  'labels score': () => named(import('./labelsScore'), 'labelsScore'),
  'labels checks': () => named(import('./labelsChecks'), 'labelsChecks'),
  'labels neighbours': () =>
    named(import('./labelsNeighbours'), 'labelsNeighbours'),
  'labels multilabel': () =>
    named(import('./labelsMultilabel'), 'labelsMultilabel'),
  'labels regression': () =>
    named(import('./labelsRegression'), 'labelsRegression'),
  'labels tokens': () => named(import('./labelsTokens'), 'labelsTokens'),
  'labels masks': () => named(import('./labelsMasks'), 'labelsMasks'),
  'labels boxes': () => named(import('./labelsBoxes'), 'labelsBoxes'),
  'labels consensus': () =>
    named(import('./labelsConsensus'), 'labelsConsensus'),
  'labels agreement': () =>
    named(import('./labelsAgreement'), 'labelsAgreement'),
  'labels next': () => named(import('./labelsNext'), 'labelsNext'),
  'labels audit draw': () =>
    named(import('./labelsAuditDraw'), 'labelsAuditDraw'),
  'labels audit estimate': () =>
    named(import('./labelsAuditEstimate'), 'labelsAuditEstimate'),
  'labels health': () => named(import('./labelsHealth'), 'labelsHealth'),
  'labels probe': () => named(import('./labelsProbe'), 'labelsProbe'),
  augment: () => named(import('./augment'), 'augment'),
  'card check': () => named(import('./cardCheck'), 'cardCheck'),
  export: () => named(import('./exportCommand'), 'exportCommand'),
  import: () => named(import('./importCommand'), 'importCommand'),
  lineage: () => named(import('./lineage'), 'lineage'),
  'policy check': () => named(import('./policyCheck'), 'policyCheck'),
  'review verify': () => named(import('./reviewVerify'), 'reviewVerify'),
  plan: () => named(import('./plan'), 'plan'),
  'errors slices': () => named(import('./errorsSlices'), 'errorsSlices'),
  'errors tree': () => named(import('./errorsTree'), 'errorsTree'),
  'evaluate compare': () =>
    named(import('./evaluateCompare'), 'evaluateCompare'),
  'evaluate attribute': () =>
    named(import('./evaluateAttribute'), 'evaluateAttribute'),
  evaluate: () => named(import('./evaluate'), 'evaluate'),
};
