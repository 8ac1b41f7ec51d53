import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { Source, SourceEvent } from './Source';

export type SourceEventListener = (event: SourceEvent) => Promise<void>;

export interface GreenroomSourcesExtensionPoint {
  addSource(source: Source): void;
  /** Modules that hear of pushes and pull requests call the listener they get here. */
  onEvent(connect: (listener: SourceEventListener) => Promise<void>): void;
}

/** Where modules add the git hosts that Greenroom reads. */
export const greenroomSourcesExtensionPoint =
  createExtensionPoint<GreenroomSourcesExtensionPoint>({
    id: 'greenroom.sources',
  });
