/** Kinds of entries of a basket, each in a file of its own; `ProposalEntry` is the list of them. */

export * from './ProposalEntry';
export * from './addEntry';
export * from './augmentationEntry';
export * from './cardEntry';
export * from './cellEntry';
export * from './cohortEntry';
export * from './collectEntry';
export * from './decisionEntry';
export * from './gateEntry';
export * from './manifestEntry';
export * from './moveEntry';
export * from './restoreEntry';
export * from './waiverEntry';
export * from './settled';

export { CELL_LIMIT } from './cellValue';
export { ENTRY_KEY_LIMIT } from './entryFields';
