import { toCroissant } from './croissant/toCroissant';
import { cyclonedxProblems } from './cyclonedx/cyclonedxProblems';
import { toCyclonedx } from './cyclonedx/toCyclonedx';
import type { Dossier } from './dossier/Dossier';
import { toDossier } from './dossier/toDossier';
import { ExportError } from './ExportedAsset';
import { toHubCard } from './huggingFace/toHubCard';
import { eventsOf } from './openlineage/eventsOf';

export const EXPORT_FORMATS = [
  'cyclonedx',
  'croissant',
  'openlineage',
  'hf-card',
  'dossier',
] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export type Exported = {
  readonly content: string;
  readonly mediaType: string;
  readonly fileName: string;
};

/**
 * A version in a format of others. A BOM is held against CycloneDX's own schema
 * before it is given.
 *
 * @throws ExportError where the format has no words for the asset
 */
export async function exportAsset(
  dossier: Dossier,
  format: ExportFormat,
): Promise<Exported> {
  const { name } = dossier.manifest;
  switch (format) {
    case 'cyclonedx': {
      const content = toCyclonedx(dossier);
      const [problem] = await cyclonedxProblems(content);
      if (problem)
        throw new ExportError(
          `The BOM of ${name} would not be valid CycloneDX: ${problem}. Correct what its manifest says there.`,
        );
      return {
        content,
        mediaType: 'application/vnd.cyclonedx+json',
        fileName: `${name}.cdx.json`,
      };
    }
    case 'croissant':
      return {
        content: toCroissant(dossier),
        mediaType: 'application/ld+json',
        fileName: `${name}.croissant.json`,
      };
    case 'openlineage':
      return {
        content: `${eventsOf(dossier)
          .map(event => JSON.stringify(event))
          .join('\n')}\n`,
        mediaType: 'application/x-ndjson',
        fileName: `${name}.openlineage.jsonl`,
      };
    case 'hf-card':
      return {
        content: toHubCard(dossier),
        mediaType: 'text/markdown; charset=utf-8',
        fileName: 'README.md',
      };
    default:
      return {
        content: toDossier(dossier),
        mediaType: 'text/html; charset=utf-8',
        fileName: `${name}.dossier.html`,
      };
  }
}
