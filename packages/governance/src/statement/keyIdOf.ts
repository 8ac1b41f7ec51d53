import { createHash, type KeyObject } from 'node:crypto';

/** SHA-256 of the public key as SubjectPublicKeyInfo: a hint which key to try, nothing to trust. */
export function keyIdOf(publicKey: KeyObject): string {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}
