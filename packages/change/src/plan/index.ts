/**
 * What a change would do before it is merged.
 *
 * @packageDocumentation
 */
export { makePlan } from './makePlan';
export { MASKED } from './Plan';
export type * from './Plan';
export type {
  DatasetSide,
  ModelSide,
  PlanQuestion,
  Unanswered,
  Sides,
} from './PlanQuestion';
export { planMarkdown } from './planMarkdown';
export { planSections } from './planSections';
export type { PlanSection } from './planSections';
export { planTitle } from './planTitle';
