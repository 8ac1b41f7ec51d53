import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  EXPORT_FORMATS,
  exportAsset,
  ExportError,
} from '@greenroom/governance';
import { declaringPlace } from '../card/CardPlace';
import { Command, oneOf, optional } from '../Command';
import { gatherDossier } from '../exchange/gatherDossier';
import { UsageError } from '../UsageError';

export const exportCommand: Command = {
  usage: `export PATH --as ${EXPORT_FORMATS.join(
    '|',
  )} [--dataset DATASET.yaml] [--policies FOLDER] [--trust KEYS.yaml] [--out FILE] [--format json]`,
  options: {
    as: { type: 'string' },
    dataset: { type: 'string' },
    policies: { type: 'string' },
    trust: { type: 'string' },
    out: { type: 'string' },
  },
  async run([named], flags) {
    const format = oneOf(flags, 'as', EXPORT_FORMATS);
    if (!format)
      throw new UsageError(
        `--as is missing; choose one of ${EXPORT_FORMATS.join(', ')}.`,
      );
    const { manifest, manifestFile, card } = declaringPlace(named);
    const { dossier, problems } = await gatherDossier({
      manifest,
      file: manifestFile,
      card,
      dataset: optional(flags, 'dataset'),
      measures: format === 'croissant' ? 'nothing' : 'all',
      ...(format === 'dossier' && {
        governance: {
          policies: optional(flags, 'policies'),
          trust: optional(flags, 'trust'),
          at: new Date(),
        },
      }),
    });
    try {
      const { content, mediaType } = await exportAsset(dossier, format);
      const out = optional(flags, 'out');
      if (out) await writeFile(out, content);
      const said = out
        ? `${path.basename(out)} is written.`
        : content.trimEnd();
      return {
        json: { as: format, mediaType, content, out: out ?? null, problems },
        text: [said, ...(out ? problems : [])].join('\n'),
      };
    } catch (error) {
      if (error instanceof ExportError) throw new UsageError(error.message);
      throw error;
    }
  },
};
