import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import {
  HeadObjectCommand,
  type PutObjectCommandInput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import {
  digestOf,
  isNoSuchKey,
  s3Failure,
  verifying,
} from '@greenroom/dataset';

/** A larger object goes in parts of this size, so that no more of it is in memory than is on its way. */
const PART_BYTES = 8 * 1024 * 1024;
const PARTS_AT_A_TIME = 4;

export type KeptObject = {
  readonly sizeBytes: number;
  /** S3 tells whole seconds. */
  readonly modifiedMillis: number;
};

/** Looks for objects of one bucket by their whole keys, and writes them, with errors that say what to do. */
export class BucketObjects {
  /** @param where.setting - where app-config says how the bucket is asked */
  constructor(
    private readonly client: S3Client,
    private readonly where: {
      readonly bucket: string;
      readonly setting: string;
      /** How it encrypts what is put in; absent: as the bucket itself says. */
      readonly encrypted?: Pick<
        PutObjectCommandInput,
        'ServerSideEncryption' | 'SSEKMSKeyId'
      >;
    },
  ) {}

  /** Undefined where there is none, also where a bucket that may not be listed does not say. */
  async find(key: string): Promise<KeptObject | undefined> {
    try {
      const { ContentLength = 0, LastModified } = await this.client.send(
        new HeadObjectCommand({ Bucket: this.where.bucket, Key: key }),
      );
      return {
        sizeBytes: ContentLength,
        modifiedMillis: Number(LastModified ?? 0),
      };
    } catch (error) {
      if (isNoSuchKey(error)) return undefined;
      throw this.failure(error, `look for ${key}`);
    }
  }

  /**
   * Writes an object whole or not at all. Its bytes are checked against their
   * digest once more as they leave, and by the bucket as they come.
   */
  async upload(key: string, file: string, sha256: string): Promise<void> {
    const { through } = verifying(digestOf('sha256', sha256), {}, Infinity);
    // Whoever reads the body is told what became of it.
    const body = pipeline(createReadStream(file), through, () => {});
    const upload = new Upload({
      client: this.client,
      params: {
        Bucket: this.where.bucket,
        Key: key,
        ...this.where.encrypted,
        Body: body,
        ChecksumAlgorithm: 'SHA256',
        ContentType: 'application/octet-stream',
      },
      partSize: PART_BYTES,
      queueSize: PARTS_AT_A_TIME,
      leavePartsOnError: false,
    });
    try {
      await upload.done();
    } catch (error) {
      throw this.failure(error, `write ${key}`);
    } finally {
      body.destroy();
    }
  }

  failure(error: unknown, what: string): Error {
    const { bucket, setting } = this.where;
    return s3Failure(error, { bucket, what, setting });
  }
}
