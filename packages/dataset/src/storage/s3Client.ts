import type { S3Client, S3ClientConfig } from '@aws-sdk/client-s3';

const CONNECT_MILLIS = 10_000;
/** Between two pieces of an answer. */
const SILENCE_MILLIS = 60_000;
/** The first try included; the SDK waits longer after each, and heeds `SlowDown`. */
const TRIES = 4;

export type S3Credentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
};

export type S3Bucket = {
  readonly bucket: string;
  /** Where it is no bucket of AWS: MinIO, Ceph and others. */
  readonly endpoint?: string;
  readonly region?: string;
  /** Whether the bucket stands in the path of an address, or in its host. */
  readonly addressing?: 'path' | 'host';
  /** Absent: what the environment of the process gives (variables, files, roles). */
  readonly credentials?: S3Credentials | (() => Promise<S3Credentials>);
};

/**
 * A client of one bucket; its connections are kept for the next object. It
 * computes and asks for no checksums of its own choice, which older servers
 * than AWS do not know: digests are checked by whoever reads and writes.
 */
export function createS3Client(
  bucket: S3Bucket,
  options: Pick<S3ClientConfig, 'maxAttempts'> = {},
): S3Client {
  // The SDK takes a while to load, and most processes ask no bucket.
  const { S3Client: Client } =
    require('@aws-sdk/client-s3') as typeof import('@aws-sdk/client-s3');
  return new Client({
    endpoint: bucket.endpoint,
    region: bucket.region ?? 'us-east-1',
    forcePathStyle:
      (bucket.addressing ?? (bucket.endpoint ? 'path' : 'host')) === 'path',
    credentials: bucket.credentials,
    maxAttempts: TRIES,
    requestHandler: {
      connectionTimeout: CONNECT_MILLIS,
      socketTimeout: SILENCE_MILLIS,
    },
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...options,
  });
}
