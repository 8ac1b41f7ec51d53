export { cyclonedxProblems } from './cyclonedx/cyclonedxProblems';
export type {
  Dossier,
  DossierCheck,
  DossierReview,
  DossierSlice,
} from './dossier/Dossier';
export { EXPORT_FORMATS, exportAsset } from './exportAsset';
export type { Exported, ExportFormat } from './exportAsset';
export { ExportError } from './ExportedAsset';
export type { ExportedAsset } from './ExportedAsset';
export { draftManifest } from './draftManifest';
export type { ManifestDraft } from './draftManifest';
export { edgesOfEvent } from './openlineage/edgesOfEvent';
export type { EventLineage } from './openlineage/edgesOfEvent';
export { datasetOf, evaluationEvent } from './openlineage/eventsOf';
export { runEventSchema } from './openlineage/RunEvent';
export type { RunEvent } from './openlineage/RunEvent';
