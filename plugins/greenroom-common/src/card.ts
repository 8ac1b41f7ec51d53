import { z } from 'zod';

/** Where something stands, or is to be written: a file, a heading in it, a line from 1. */
export const cardPlaceSchema = z.object({
  path: z.string(),
  /** Empty: above all headings; absent where a field is meant. */
  heading: z.string().optional(),
  line: z.number().int().positive(),
});
export type CardPlace = z.infer<typeof cardPlaceSchema>;

/** What a template asks for and the card does not say. */
export const missingPointSchema = z.object({
  /** Id of the template. */
  template: z.string(),
  /** Its number there, such as `2(d)`, or its heading. */
  point: z.string(),
  title: z.string(),
  write: cardPlaceSchema.extend({
    /** A sentence: what is to be written there. */
    hint: z.string(),
  }),
});
export type MissingPoint = z.infer<typeof missingPointSchema>;

/** How far a card says what one template asks for. */
export const cardTemplateResultSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** Where the template is written down: a page, or a file of the repository. */
  source: z.string(),
  points: z.number().int().nonnegative(),
  present: z.number().int().nonnegative(),
  /** Share of its points that are there, from 0 to 1. */
  completeness: z.number().min(0).max(1),
});
export type CardTemplateResult = z.infer<typeof cardTemplateResultSchema>;

export const CLAIM_STATUSES = [
  'verified',
  'stale',
  'contradicted',
  'unsupported',
] as const;
export const claimStatusSchema = z.enum(CLAIM_STATUSES);
export type ClaimStatus = z.infer<typeof claimStatusSchema>;

/** What a figure was measured of, and by what: the same four give the same figure. */
export const claimPinsSchema = z.object({
  model: z.string(),
  data: z.string(),
  spec: z.string(),
  engine: z.string(),
});
export type ClaimPins = z.infer<typeof claimPinsSchema>;

/** A run that a claim was held against. */
export const claimEvidenceSchema = z.object({
  evaluation: z.string(),
  /** Absent where the command line measured it. */
  runId: z.string().optional(),
  /** Which versions it was of, in words; of the newest, those in use. */
  of: z.string(),
  pins: claimPinsSchema,
  /** What it measured. */
  value: z.number(),
  low: z.number().optional(),
  high: z.number().optional(),
  rows: z.number().int().nonnegative().optional(),
});
export type ClaimEvidence = z.infer<typeof claimEvidenceSchema>;

/** One figure on a card. */
export const cardClaimSchema = z.object({
  /** As it is written, with the words around it. */
  text: z.string(),
  place: cardPlaceSchema,
  metric: z.string(),
  /** Of its figure: the value itself, or an end of its interval. */
  part: z.enum(['value', 'low', 'high']),
  /** In units of the metric: `94.1 %` is 0.941. */
  value: z.number(),
  status: claimStatusSchema,
  /** A sentence. */
  reason: z.string(),
  /** The run that decides; absent where there is none. */
  evidence: claimEvidenceSchema.optional(),
});
export type CardClaim = z.infer<typeof cardClaimSchema>;

/** Another text for one section of the card; a card entry of a basket takes it as it is. */
export const cardRegenerationSchema = z.object({
  section: z.string(),
  from: z.string(),
  to: z.string(),
});
export type CardRegeneration = z.infer<typeof cardRegenerationSchema>;

/** Whether a card says what it should, and whether what it says is true. */
export const cardReportSchema = z.object({
  path: z.string(),
  /** The commit that was looked at. */
  commit: z.string(),
  /** SHA-256 of the card's bytes, as a review pins it. */
  sha256: z.string(),
  /** Share of the points of all chosen templates, from 0 to 1. */
  completeness: z.number().min(0).max(1),
  templates: z.array(cardTemplateResultSchema),
  missing: z.array(missingPointSchema),
  claims: z.array(cardClaimSchema),
  /** What would have every figure that can be measured say what is measured; empty where all do. */
  regenerated: z.array(cardRegenerationSchema),
  /** What is odd in templates or the card, and was left out for it. */
  problems: z.array(z.string()),
});
export type CardReport = z.infer<typeof cardReportSchema>;

/** Templates that can be chosen for an asset's card. */
export const cardTemplateChoiceSchema = z.object({
  id: z.string(),
  title: z.string(),
  source: z.string(),
});
export type CardTemplateChoice = z.infer<typeof cardTemplateChoiceSchema>;

/** The card of an asset, or that it has none yet. */
export const assetCardSchema = z.object({
  choices: z.array(cardTemplateChoiceSchema),
  report: cardReportSchema.optional(),
  /** Where a card would be written, where there is none. */
  write: cardPlaceSchema,
});
export type AssetCard = z.infer<typeof assetCardSchema>;

export const EXPORT_FORMATS = [
  'cyclonedx',
  'croissant',
  'openlineage',
  'hf-card',
  'dossier',
] as const;
export const exportFormatSchema = z.enum(EXPORT_FORMATS);
export type ExportFormat = z.infer<typeof exportFormatSchema>;
