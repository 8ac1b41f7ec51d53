import { createPublicKey, type KeyObject } from 'node:crypto';
import { parse } from 'yaml';
import { z } from 'zod';
import { firstIssue } from '../statement/firstIssue';
import { keyIdOf } from '../statement/keyIdOf';
import { StatementError } from '../statement/StatementError';

const KEY_LIMIT = 1_000;
/** Those whose signatures every verifier of in-toto knows. */
const KEY_TYPES = ['ed25519', 'ec'];

const trustRootSchema = z.strictObject({
  keys: z
    .array(
      z.strictObject({
        /** PEM, SubjectPublicKeyInfo. */
        publicKey: z.string().min(1).max(10_000),
        /** Whose decisions it signs; `everybody` is the key of a portal that knows its users. */
        signsFor: z.union([z.literal('everybody'), z.array(z.string()).min(1)]),
        validFrom: z.iso.datetime({ offset: true }).optional(),
        validUntil: z.iso.datetime({ offset: true }).optional(),
      }),
    )
    .min(1)
    .max(KEY_LIMIT),
});

export type TrustedKey = {
  readonly id: string;
  readonly publicKey: KeyObject;
  readonly signsFor: 'everybody' | readonly string[];
  readonly validFrom?: string;
  readonly validUntil?: string;
};

/**
 * Reads a trust root: YAML or JSON with `keys`.
 *
 * @param path - for messages
 * @throws StatementError naming file, key and remedy
 */
export function readTrustRoot(path: string, text: string): TrustedKey[] {
  const read = trustRootSchema.safeParse(parsed(path, text));
  if (!read.success)
    throw new StatementError(
      `${path} is no trust root: ${firstIssue(
        read.error,
      )}. It has a list 'keys', each with publicKey (PEM) and signsFor.`,
    );
  return read.data.keys.map(({ publicKey: pem, ...rest }, i) => {
    const publicKey = keyOf(pem, `${path}: keys.${i}`);
    return { id: keyIdOf(publicKey), publicKey, ...rest };
  });
}

function parsed(path: string, text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 0 });
  } catch (error) {
    throw new StatementError(
      `${path} cannot be read as YAML or JSON: ${(error as Error).message}`,
    );
  }
}

function keyOf(pem: string, place: string): KeyObject {
  if (/PRIVATE KEY/.test(pem))
    throw new StatementError(
      `${place} is a private key. Take it out of the file, and put its public key there.`,
    );
  let key: KeyObject;
  try {
    key = createPublicKey(pem);
  } catch {
    throw new StatementError(
      `${place}.publicKey is no public key in PEM. Write what \`openssl pkey -pubout\` prints.`,
    );
  }
  if (KEY_TYPES.includes(key.asymmetricKeyType!)) return key;
  throw new StatementError(
    `${place}.publicKey is of type ${key.asymmetricKeyType}. Use Ed25519, or ECDSA.`,
  );
}
