import type { Config } from '@backstage/config';
import type { S3Bucket } from '@greenroom/dataset';
import { readBucket } from '../storage/StorageConfig';
import { readSize } from '../storage/readSize';

/** Where app-config says how artifacts are kept. */
export const ARTIFACTS_SETTING = 'greenroom.artifacts';

const ALGORITHMS = ['AES256', 'aws:kms', 'aws:kms:dsse'] as const;

/** How the bucket encrypts what is put in; absent: as the bucket itself says. */
export type Encryption = {
  readonly algorithm: (typeof ALGORITHMS)[number];
  /** Of KMS; absent: the key of the account. */
  readonly keyId?: string;
};

export type S3ArtifactConfig = {
  readonly type: 's3';
  readonly bucket: S3Bucket;
  /** Begins every key; empty, or ends with `/`. */
  readonly prefix: string;
  readonly encryption?: Encryption;
  /** Of the copies that this machine keeps. */
  readonly localBytes: number;
};

/** Where artifacts are kept. */
export type ArtifactConfig = { readonly type: 'directory' } | S3ArtifactConfig;

/** @throws Error naming the key that is wrong */
export function readArtifactConfig(root: Config): ArtifactConfig {
  const config = root.getOptionalConfig(ARTIFACTS_SETTING);
  const type = config?.getOptionalString('type') ?? 'directory';
  if (type === 'directory') return { type };
  if (type !== 's3' || !config)
    throw new Error(
      `${ARTIFACTS_SETTING}.type is '${type}'. Write 'directory' or 's3'.`,
    );
  const prefix = (config.getOptionalString('prefix') ?? '').replace(
    /^\/+|\/+$/g,
    '',
  );
  return {
    type,
    bucket: readBucket(config, ARTIFACTS_SETTING),
    prefix: prefix && `${prefix}/`,
    encryption: readEncryption(config.getOptionalConfig('encryption')),
    localBytes: readSize(
      `${ARTIFACTS_SETTING}.maxLocalSize`,
      config.getOptional('maxLocalSize') ?? '20 GB',
    ),
  };
}

function readEncryption(config: Config | undefined): Encryption | undefined {
  if (!config) return undefined;
  const said = config.getString('algorithm');
  const keyId = config.getOptionalString('keyId');
  const algorithm = ALGORITHMS.find(each => each === said);
  if (!algorithm)
    throw new Error(
      `${ARTIFACTS_SETTING}.encryption.algorithm is '${said}'. Write one of ${ALGORITHMS.join(
        ', ',
      )}.`,
    );
  if (keyId !== undefined && algorithm === 'AES256')
    throw new Error(
      `${ARTIFACTS_SETTING}.encryption has a keyId, which AES256 does not use. Write aws:kms, or leave the key out.`,
    );
  return { algorithm, keyId };
}
