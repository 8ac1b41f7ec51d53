/**
 * Greenroom's assets as entities of the catalog.
 *
 * @packageDocumentation
 */
export { catalogModuleGreenroom as default } from './module';
export { assetToEntity } from './assetToEntity';
export { GreenroomEntityProvider } from './GreenroomEntityProvider';
