import { StorageError } from './StorageError';

/** What was asked of which bucket, for the message. */
export type S3Asked = {
  readonly bucket: string;
  /** What was to be done, such as `read tables/a.csv`. */
  readonly what: string;
  /** Where app-config says how the bucket is asked. */
  readonly setting: string;
};

type S3Failure = {
  readonly name?: string;
  readonly message?: string;
  readonly Region?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $response?: {
    readonly headers?: Readonly<Record<string, string | undefined>>;
  };
};

const CREDENTIALS = new Set([
  'CredentialsProviderError',
  'InvalidAccessKeyId',
  'SignatureDoesNotMatch',
  'InvalidToken',
  'ExpiredToken',
  'TokenRefreshRequired',
]);
const ELSEWHERE = new Set([
  'PermanentRedirect',
  'TemporaryRedirect',
  'AuthorizationHeaderMalformed',
  'IllegalLocationConstraintException',
]);
const BUSY = new Set(['SlowDown', 'ServiceUnavailable', 'TooManyRequests']);
const CLOCK = new Set(['RequestTimeTooSkewed', 'RequestExpired']);
const OTHER_BYTES = new Set(['BadDigest', 'XAmzContentSHA256Mismatch']);

/** Whether a bucket answers that it has no such object. */
export function isNoSuchKey(error: unknown): boolean {
  const { name = '', $metadata } = error as S3Failure;
  if (name === 'NoSuchBucket') return false;
  return name === 'NoSuchKey' || $metadata?.httpStatusCode === 404;
}

/**
 * What the answer of a bucket means, and what to do about it (Amazon S3 API
 * Reference, "Error responses"). That somebody stopped the question is no
 * failure of the bucket, and comes back as it is.
 */
export function s3Failure(error: unknown, asked: S3Asked): Error {
  const { name = '', message = '', $metadata } = error as S3Failure;
  if (name === 'AbortError' || error instanceof StorageError)
    return error as Error;
  const { bucket, what, setting } = asked;
  const status = $metadata?.httpStatusCode;
  if (name === 'NoSuchBucket')
    return new StorageError(
      'missing',
      `There is no bucket ${bucket}. Correct its name, or its endpoint, in ${setting}.`,
    );
  if (ELSEWHERE.has(name) || status === 301) {
    const region = regionOf(error as S3Failure);
    return new StorageError(
      'refused',
      `The bucket ${bucket} is ${
        region ? `in the region ${region}` : 'in another region'
      }. Set the region in ${setting}.`,
    );
  }
  if (CLOCK.has(name))
    return new StorageError(
      'refused',
      `The bucket ${bucket} refuses to ${what}, since the clock of this machine is too far from its own: ${message}. Set the clock, by NTP for instance.`,
    );
  if (CREDENTIALS.has(name))
    return new StorageError(
      'refused',
      `The bucket ${bucket} does not let us ${what}: its credentials are not good (${name}). Correct accessKeyId and secretAccessKey in ${setting}, or what the environment gives.`,
    );
  if (name.startsWith('KMS.') || /\bkms:/i.test(message))
    return new StorageError(
      'refused',
      `The bucket ${bucket} cannot ${what} with its key of KMS: ${message}. Let the credentials use the key, or correct it in ${setting}.`,
    );
  if (status === 401 || status === 403)
    return new StorageError(
      'refused',
      `The bucket ${bucket} does not let us ${what} (${name}). Check its credentials and their policy in ${setting}, and whether the object was pushed: a bucket that may not be listed says so of objects that it does not have.`,
    );
  if (OTHER_BYTES.has(name))
    return new StorageError(
      'damaged',
      `Other bytes came to the bucket ${bucket} than were sent to ${what} (${name}). It is tried again later.`,
    );
  if (BUSY.has(name) || status === 429 || status === 503)
    return new StorageError(
      'unreachable',
      `The bucket ${bucket} is asked too much to ${what} (${
        name || status
      }), also after waiting. It is tried again later.`,
    );
  return new StorageError(
    'unreachable',
    `The bucket ${bucket} could not be asked to ${what}: ${
      message || name
    }. It is asked again later.`,
  );
}

function regionOf({ Region, $response }: S3Failure): string | undefined {
  return Region ?? $response?.headers?.['x-amz-bucket-region'];
}
