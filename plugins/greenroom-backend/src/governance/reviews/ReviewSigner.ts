import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  keyIdOf,
  type ReviewStatement,
  signStatement,
} from '@greenroom/governance';

const KEY_TYPES: readonly (string | undefined)[] = ['ed25519', 'ec'];

/** Signs decisions with the keys of the portal's configuration. */
export class ReviewSigner {
  constructor(private readonly keys: readonly KeyObject[]) {}

  /**
   * `greenroom.reviews.signingKeys` of app-config.
   *
   * @throws InputError where one cannot be read; the message holds nothing of it
   */
  static fromConfig(config: Config | undefined): ReviewSigner {
    const entries = config?.getOptionalConfigArray('signingKeys') ?? [];
    return new ReviewSigner(
      entries.flatMap((entry, i) => {
        const place = `greenroom.reviews.signingKeys[${i}]`;
        const file = entry.getOptionalString('privateKeyFile');
        // The key of a portal that signs nothing yet may still be to come.
        if (file !== undefined && !existsSync(file)) return [];
        const pem =
          file === undefined
            ? entry.getString('privateKey')
            : readFileSync(file, 'utf8');
        return [keyOf(pem, place)];
      }),
    );
  }

  get canSign(): boolean {
    return this.keys.length > 0;
  }

  get keyIds(): readonly string[] {
    return this.keys.map(key => keyIdOf(createPublicKey(key)));
  }

  /** The envelope as the file that goes to git. */
  sign(statement: ReviewStatement): string {
    return `${JSON.stringify(signStatement(statement, this.keys), null, 2)}\n`;
  }
}

function keyOf(pem: string, place: string): KeyObject {
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch {
    throw new InputError(
      `${place} is no private key in PEM. Write what \`openssl genpkey -algorithm ed25519\` prints.`,
    );
  }
  if (KEY_TYPES.includes(key.asymmetricKeyType)) return key;
  throw new InputError(
    `${place} is of type ${key.asymmetricKeyType}. Use Ed25519, or ECDSA.`,
  );
}
