export { checkCard, CARD_BYTES } from './checkCard';
export type { CheckedCard } from './checkCard';
export { readTemplate, TEMPLATE_FOLDER, TemplateError } from './CardTemplate';
export type { CardTemplate } from './CardTemplate';
export type { ClaimEvidence, ClaimStatus, JudgedClaim } from './judgeClaim';
export { isSamePins } from './MeasuredRun';
export type { ClaimPins, MeasuredRun } from './MeasuredRun';
export { specDigest } from './specDigest';
export { BUILT_IN_TEMPLATES } from './templates';
