import type { KeyObject } from 'node:crypto';

/** The hash that is signed: Ed25519 has its own (RFC 8032). */
export function hashOf({ asymmetricKeyType }: KeyObject): 'sha256' | null {
  return asymmetricKeyType === 'ed25519' ? null : 'sha256';
}
