import { z } from 'zod';

/** How something that somebody did went; `begun` where nobody knows: the process ended meanwhile. */
export const auditStatusSchema = z.enum(['begun', 'succeeded', 'failed']);

/** One thing that somebody did, or tried to. */
export const auditEventSchema = z.object({
  id: z.string(),
  at: z.string(),
  endedAt: z.string().optional(),
  /** As the auditor of the portal names it: `proposal-publish`. */
  action: z.string(),
  status: auditStatusSchema,
  severity: z.enum(['low', 'medium', 'high', 'critical']),
  /** Entity reference of a person, else the name of a service. */
  actor: z.string(),
  assets: z.array(
    z.object({
      assetId: z.string(),
      /** Missing where the asset is gone. */
      name: z.string().optional(),
      entityRef: z.string().optional(),
    }),
  ),
  /** What it was about; no values of rows. */
  details: z.record(z.string(), z.unknown()),
  error: z.string().optional(),
});
export type AuditEvent = z.infer<typeof auditEventSchema>;

/** Which events are looked at; all that is said must hold. */
export const auditFilterSchema = z.object({
  actor: z.string().min(1).max(255).optional(),
  assetId: z.string().min(1).max(512).optional(),
  action: z.string().min(1).max(64).optional(),
  status: auditStatusSchema.optional(),
  /** The first instant that counts. */
  from: z.iso.datetime({ offset: true }).optional(),
  /** The first instant that counts no more. */
  to: z.iso.datetime({ offset: true }).optional(),
});
export type AuditFilter = z.infer<typeof auditFilterSchema>;

export const auditFormatSchema = z.enum(['csv', 'jsonl']);
export type AuditFormat = z.infer<typeof auditFormatSchema>;

/** A page, the newest first. */
export const auditPageSchema = z.object({
  items: z.array(auditEventSchema),
  nextCursor: z.string().optional(),
});
export type AuditPage = z.infer<typeof auditPageSchema>;

/** What is asked about what people did. */
export interface AuditApi {
  listAuditEvents(
    query?: AuditFilter & { limit?: number; cursor?: string },
  ): Promise<AuditPage>;
  exportAuditEvents(
    query: AuditFilter & { format: AuditFormat },
  ): Promise<Blob>;
  /** What the caller may do with the portal as a whole. */
  getPortalActions(): Promise<PortalActions>;
}

/** What may be done with the portal as a whole. */
export const portalActionSchema = z.enum(['audit', 'administer']);
export type PortalAction = z.infer<typeof portalActionSchema>;
export type PortalActions = { readonly allowed: readonly PortalAction[] };
