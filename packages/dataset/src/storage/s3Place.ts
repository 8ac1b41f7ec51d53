import type { Readable } from 'node:stream';
import type { ObjectPlace } from './ObjectPlace';
import { StorageError } from './StorageError';

const CONNECT_MILLIS = 10_000;
/** Between two pieces of an answer. */
const SILENCE_MILLIS = 60_000;

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

/** Opens objects of a bucket by their whole key. */
export type S3Reader = (
  key: string,
  signal: AbortSignal,
) => ReturnType<ObjectPlace['open']>;

/** Makes a reader of one bucket; its connections are kept for the next object. */
export function createS3Reader(bucket: S3Bucket): S3Reader {
  let client: ReturnType<typeof clientOf> | undefined;
  return async (key, signal) => {
    client ??= clientOf(bucket);
    const { s3, GetObjectCommand } = client;
    try {
      const answer = await s3.send(
        new GetObjectCommand({ Bucket: bucket.bucket, Key: key }),
        { abortSignal: signal },
      );
      return {
        stream: answer.Body as Readable,
        sizeBytes: answer.ContentLength,
        etag: answer.ETag?.replace(/^"|"$/g, ''),
      };
    } catch (error) {
      return absentOrThrow(error, bucket, key);
    }
  };
}

/** Objects below a prefix of a bucket. */
export function s3Place(
  bucket: string,
  prefix: string,
  read: S3Reader,
): ObjectPlace {
  const below = prefix.replace(/^\/+|\/+$/g, '');
  return {
    name: `s3://${bucket}${below && `/${below}`}`,
    open: (key, signal) => read(below ? `${below}/${key}` : key, signal),
  };
}

/** The SDK takes a while to load, and most processes ask no bucket. */
function clientOf(bucket: S3Bucket) {
  const { S3Client, GetObjectCommand } =
    require('@aws-sdk/client-s3') as typeof import('@aws-sdk/client-s3');
  const s3 = new S3Client({
    endpoint: bucket.endpoint,
    region: bucket.region ?? 'us-east-1',
    forcePathStyle:
      (bucket.addressing ?? (bucket.endpoint ? 'path' : 'host')) === 'path',
    credentials: bucket.credentials,
    maxAttempts: 3,
    requestHandler: {
      connectionTimeout: CONNECT_MILLIS,
      socketTimeout: SILENCE_MILLIS,
    },
    // The digest of the object is what counts; older servers know no other checksum.
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  return { s3, GetObjectCommand };
}

type S3Failure = {
  name?: string;
  message?: string;
  $metadata?: { httpStatusCode?: number };
};

function absentOrThrow(
  error: unknown,
  { bucket }: S3Bucket,
  key: string,
): undefined {
  const { name = '', message = '', $metadata } = error as S3Failure;
  if (name === 'AbortError') throw error;
  if (name === 'NoSuchKey') return undefined;
  const status = $metadata?.httpStatusCode;
  if (name === 'NoSuchBucket') {
    throw new StorageError(
      'missing',
      `There is no bucket ${bucket}. Correct its name, or its endpoint in greenroom.storage.s3.`,
    );
  }
  if (status === 404) return undefined;
  if (status === 401 || status === 403 || name === 'CredentialsProviderError') {
    throw new StorageError(
      'refused',
      `The bucket ${bucket} does not let us read ${key} (${name}). Check its credentials in greenroom.storage.s3, and whether the object was pushed: a bucket that may not be listed says so of objects that it does not have.`,
    );
  }
  throw new StorageError(
    'unreachable',
    `The bucket ${bucket} could not be asked for ${key}: ${name} ${message}`,
  );
}
