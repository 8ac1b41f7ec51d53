import { createPublicKey, type KeyObject, sign } from 'node:crypto';
import { dsse } from '@sigstore/core';
import { type Envelope, PAYLOAD_TYPE } from './Envelope';
import { keyIdOf } from './keyIdOf';
import { type ReviewStatement, reviewStatementSchema } from './ReviewStatement';
import { hashOf } from './hashOf';

/**
 * The statement in a DSSE envelope, signed with each key: Ed25519, or ECDSA with
 * SHA-256.
 *
 * @throws ZodError where the statement is none of ours
 */
export function signStatement(
  statement: ReviewStatement,
  privateKeys: readonly KeyObject[],
): Envelope {
  const payload = Buffer.from(
    JSON.stringify(reviewStatementSchema.parse(statement)),
  );
  const signed = dsse.preAuthEncoding(PAYLOAD_TYPE, payload);
  return {
    payloadType: PAYLOAD_TYPE,
    payload: payload.toString('base64'),
    signatures: privateKeys.map(key => ({
      keyid: keyIdOf(createPublicKey(key)),
      sig: sign(hashOf(key), signed, key).toString('base64'),
    })),
  };
}
