import type {
  CardClaim,
  CardReport,
  ClaimStatus,
  ExportFormat,
} from '@greenroom/backstage-plugin-greenroom-common';
import { plural } from '../components/numbers';
import type { Tone } from '../components/StatusBadge';

export const CLAIM_TONES: Readonly<Record<ClaimStatus, Tone>> = {
  verified: 'good',
  stale: 'warning',
  contradicted: 'bad',
  unsupported: 'neutral',
};

const PERCENT = 100;

/** What a card comes to, in one sentence. */
export function cardFinding({ completeness, claims }: CardReport): string {
  const of = (status: ClaimStatus) =>
    claims.filter(claim => claim.status === status).length;
  const wrong = of('contradicted') + of('stale');
  const figures =
    claims.length === 0
      ? 'it states no figure'
      : `${of('verified')} of ${plural(claims.length, 'figure')} ${
          claims.length === 1 ? 'is' : 'are'
        } what was measured${wrong > 0 ? `, ${wrong} no longer or never` : ''}`;
  return `The card says ${Math.round(
    PERCENT * completeness,
  )} % of what is asked, and ${figures}`;
}

/** A figure with its part, as people say it. */
export function claimedFigure({ value, part }: CardClaim): string {
  const shown = Number(value.toPrecision(6));
  return part === 'value'
    ? `${shown}`
    : `${shown}, ${part} end of its interval`;
}

export const EXPORTS: readonly {
  readonly format: ExportFormat;
  readonly name: string;
  readonly file: (name: string) => string;
  readonly of: 'model' | 'dataset' | 'both';
}[] = [
  {
    format: 'dossier',
    name: 'Dossier (HTML)',
    file: name => `${name}.dossier.html`,
    of: 'both',
  },
  {
    format: 'cyclonedx',
    name: 'CycloneDX ML-BOM',
    file: name => `${name}.cdx.json`,
    of: 'both',
  },
  {
    format: 'croissant',
    name: 'Croissant',
    file: name => `${name}.croissant.json`,
    of: 'dataset',
  },
  {
    format: 'hf-card',
    name: 'Hugging Face card',
    file: () => 'README.md',
    of: 'both',
  },
  {
    format: 'openlineage',
    name: 'OpenLineage events',
    file: name => `${name}.openlineage.jsonl`,
    of: 'both',
  },
];
