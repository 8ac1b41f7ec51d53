import {
  type AnnotatorTable,
  type DatasetManifest,
  isAnnotatorTable,
} from '@greenroom/manifest';
import type { RevisionRow } from '../registry/Asset';
import { repositoryPath } from '../sync/assetFiles';

/** The table with several people's labels for the rows of a version. */
export type VotesPlace = {
  readonly declared: AnnotatorTable;
  readonly commit: string;
  /** In the repository. */
  readonly path: string;
  readonly pin: string;
};

/**
 * As the newest revision of the version has it: labels that come later leave the
 * rows, and so the version, as they are.
 *
 * @param revisions - those of one version, oldest first
 */
export function votesOf(
  manifestPath: string,
  revisions: readonly RevisionRow[],
): VotesPlace | undefined {
  const newest = revisions.at(-1);
  if (!newest) return undefined;
  const { annotators } = JSON.parse(newest.manifest) as DatasetManifest;
  if (!annotators || !isAnnotatorTable(annotators)) return undefined;
  const path = repositoryPath(manifestPath, annotators.table);
  const pin = (JSON.parse(newest.files) as Record<string, string>)[path];
  return pin
    ? { declared: annotators, commit: newest.commit, path, pin }
    : undefined;
}
