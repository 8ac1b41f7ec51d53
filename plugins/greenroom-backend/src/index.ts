/**
 * The backend of Greenroom.
 *
 * @packageDocumentation
 */
export { greenroomPlugin as default } from './plugin';
export {
  createGreenroomConditionalDecision,
  greenroomConditions,
} from './permissions/assetRules';
export { programs } from './compute/programs';
