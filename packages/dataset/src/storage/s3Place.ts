import type { Readable } from 'node:stream';
import type { ObjectPlace } from './ObjectPlace';
import { createS3Client, type S3Bucket } from './s3Client';
import { isNoSuchKey, s3Failure } from './s3Failure';

/** Opens objects of a bucket by their whole key. */
export type S3Reader = (
  key: string,
  signal: AbortSignal,
) => ReturnType<ObjectPlace['open']>;

/**
 * Makes a reader of one bucket.
 *
 * @param setting - where app-config says how the bucket is asked
 */
export function createS3Reader(
  bucket: S3Bucket,
  setting = 'greenroom.storage.s3',
): S3Reader {
  let client: ReturnType<typeof createS3Client> | undefined;
  return async (key, signal) => {
    client ??= createS3Client(bucket);
    const { GetObjectCommand } =
      require('@aws-sdk/client-s3') as typeof import('@aws-sdk/client-s3');
    try {
      const answer = await client.send(
        new GetObjectCommand({ Bucket: bucket.bucket, Key: key }),
        { abortSignal: signal },
      );
      return {
        stream: answer.Body as Readable,
        sizeBytes: answer.ContentLength,
        etag: answer.ETag?.replace(/^"|"$/g, ''),
      };
    } catch (error) {
      if (isNoSuchKey(error)) return undefined;
      throw s3Failure(error, {
        bucket: bucket.bucket,
        what: `read ${key}`,
        setting,
      });
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
