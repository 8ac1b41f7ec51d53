import { verify } from 'node:crypto';
import { dsse } from '@sigstore/core';
import { type Envelope, envelopeSchema } from '../statement/Envelope';
import { firstIssue } from '../statement/firstIssue';
import { hashOf } from '../statement/hashOf';
import {
  type ReviewStatement,
  reviewStatementSchema,
} from '../statement/ReviewStatement';
import { StatementError } from '../statement/StatementError';
import type { TrustedKey } from '../trust/TrustRoot';

export type Opened = {
  readonly statement: ReviewStatement;
  /** Keys of the trust root by which it is signed. */
  readonly signedBy: readonly TrustedKey[];
};

/**
 * What stands in an envelope, and whose signatures on it hold. Key ids are not
 * looked at: each key is tried, so that nothing in the envelope chooses one.
 *
 * @param path - for messages
 * @throws StatementError where it is no envelope with a review in it
 */
export function openEnvelope(
  path: string,
  text: string,
  keys: readonly TrustedKey[],
): Opened {
  const envelope = envelopeSchema.safeParse(jsonOf(path, text));
  if (!envelope.success)
    throw new StatementError(
      `${path} is no signed statement (DSSE): ${firstIssue(envelope.error)}`,
    );
  const payload = Buffer.from(envelope.data.payload, 'base64');
  const statement = reviewStatementSchema.safeParse(
    jsonOf(`The statement in ${path}`, payload.toString('utf8')),
  );
  if (!statement.success)
    throw new StatementError(
      `The statement in ${path} is no review: ${firstIssue(statement.error)}`,
    );
  return {
    statement: statement.data,
    signedBy: keys.filter(key => isSignedBy(envelope.data, payload, key)),
  };
}

function isSignedBy(
  { payloadType, signatures }: Envelope,
  payload: Buffer,
  { publicKey }: TrustedKey,
): boolean {
  const signed = dsse.preAuthEncoding(payloadType, payload);
  return signatures.some(({ sig }) =>
    verify(hashOf(publicKey), signed, publicKey, Buffer.from(sig, 'base64')),
  );
}

function jsonOf(what: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new StatementError(
      `${what} is no JSON: ${(error as Error).message}.`,
    );
  }
}
