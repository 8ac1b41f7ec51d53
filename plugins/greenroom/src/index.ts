/**
 * Greenroom in the portal: ML assets, their data, labels, evaluations, errors,
 * lineage and changes.
 *
 * @packageDocumentation
 */
export { greenroomPlugin as default } from './plugin';
export { greenroomApiRef } from './api';
export { assetsRouteRef } from './routes';
