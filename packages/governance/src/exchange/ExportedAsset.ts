import type { Manifest } from '@greenroom/manifest';
import type { CheckedCard } from '../cards/checkCard';
import type { MeasuredRun } from '../cards/MeasuredRun';
import type { LineageEdge } from '../lineage/LineageEdge';
import type { LineageNode } from '../lineage/LineageNode';

/** What is known of one version of an asset, for formats of others. */
export type ExportedAsset = {
  readonly manifest: Manifest;
  readonly repository?: string;
  readonly commit?: string;
  /** ISO 8601: of the commit, so that the same version is exported as the same bytes. */
  readonly time?: string;
  /** Bytes that a declaration pins; more than the manifest's own files. */
  readonly files?: readonly {
    readonly path: string;
    readonly sha256?: string;
    readonly sizeBytes?: number;
    readonly url?: string;
  }[];
  /** Of a model, as it is. */
  readonly runs: readonly MeasuredRun[];
  readonly card?: {
    readonly path: string;
    readonly text: string;
    readonly checked: CheckedCard;
  };
  readonly lineage?: {
    readonly nodes: readonly LineageNode[];
    readonly edges: readonly LineageEdge[];
    /** Nodes that are farther away than what is named here. */
    readonly leftOff?: number;
  };
};

/** An asset cannot be told in a format; the message says which could. */
export class ExportError extends Error {
  override readonly name = 'ExportError';
}
