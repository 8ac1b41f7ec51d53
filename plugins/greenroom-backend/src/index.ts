/**
 * The backend of Greenroom.
 *
 * @packageDocumentation
 */
export { greenroomPlugin as default } from './plugin';
export { programs } from './compute/programs';
