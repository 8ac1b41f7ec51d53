import { z } from 'zod';

/** DSSE (Dead Simple Signing Envelope) v1, as in-toto asks for it. */
export const PAYLOAD_TYPE = 'application/vnd.in-toto+json';
/** A statement of ten thousand subjects is two megabytes. */
export const ENVELOPE_BYTES = 8 * 1024 * 1024;

const base64 = z.base64();

export const envelopeSchema = z.object({
  payloadType: z.literal(PAYLOAD_TYPE),
  payload: base64,
  signatures: z
    .array(z.object({ keyid: z.string().max(200).optional(), sig: base64 }))
    .min(1)
    .max(100),
});
export type Envelope = z.infer<typeof envelopeSchema>;
