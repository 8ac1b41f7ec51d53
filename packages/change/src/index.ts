/**
 * Changes to data: the smallest diff, and the words that go with it.
 *
 * @packageDocumentation
 */
export { applyEdits, EDITABLE_FORMATS } from './applyEdits';
export type { EditableFormat } from './applyEdits';
export { EditError } from './Edit';
export type { Conflict, Edit, Edited } from './Edit';
export { gatherEdits } from './gatherEdits';
export type { Gathered } from './gatherEdits';
export { readBoxes } from './boxes/Box';
export type { Box } from './boxes/Box';
export { diffBoxes, isSameBoxes } from './boxes/diffBoxes';
export type { BoxesDiff } from './boxes/diffBoxes';
export { proposalBody, proposalMarker } from './proposalBody';
export type { Declared, EditWords, ProposedEntry } from './EditWords';
