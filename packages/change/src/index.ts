/**
 * Changes to data: the smallest diff, and the words that go with it.
 *
 * @packageDocumentation
 */
export { applyEdits } from './applyEdits';
export type { EditableFormat } from './applyEdits';
export { EditError } from './Edit';
export type { Conflict, Edit, Edited } from './Edit';
export { proposalBody, proposalMarker } from './proposalBody';
