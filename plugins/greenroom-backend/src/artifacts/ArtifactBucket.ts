import {
  AbortMultipartUploadCommand,
  CopyObjectCommand,
  DeleteObjectCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  paginateListObjectsV2,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import {
  createS3Client,
  createS3Reader,
  isNoSuchKey,
  type S3Reader,
} from '@greenroom/dataset';
import { BucketObjects, type KeptObject } from '../storage/BucketObjects';
import { ARTIFACTS_SETTING, type S3ArtifactConfig } from './ArtifactConfig';

/** S3 copies no larger object in one request. */
const COPIED_BYTES = 5 * 1024 ** 3;
/** An object that is to go is gone by then, or stays. */
const REMOVAL_MILLIS = 30_000;

/** What is asked of the bucket of artifacts, with errors that say what to do. */
export class ArtifactBucket {
  readonly name: string;
  readonly #client: S3Client;
  /** Asks once: a removal that is sent again could reach an object that came meanwhile. */
  readonly #removing: S3Client;
  readonly #reader: S3Reader;
  readonly #objects: BucketObjects;

  constructor(private readonly config: S3ArtifactConfig) {
    this.name = `s3://${config.bucket.bucket}/${config.prefix}`;
    this.#client = createS3Client(config.bucket);
    this.#removing = createS3Client(config.bucket, { maxAttempts: 1 });
    this.#reader = createS3Reader(config.bucket, ARTIFACTS_SETTING);
    this.#objects = new BucketObjects(this.#client, {
      bucket: config.bucket.bucket,
      setting: ARTIFACTS_SETTING,
      encrypted: this.#encrypted(),
    });
  }

  open(key: string, signal: AbortSignal): ReturnType<S3Reader> {
    return this.#reader(this.#keyOf(key), signal);
  }

  /** Undefined where there is none, also where a bucket that may not be listed does not say. */
  find(key: string): Promise<KeptObject | undefined> {
    return this.#objects.find(this.#keyOf(key));
  }

  /** Writes an object whole or not at all; see `BucketObjects`. */
  upload(key: string, file: string, sha256: string): Promise<void> {
    return this.#objects.upload(this.#keyOf(key), file, sha256);
  }

  /** A mark that says something by being there. */
  async mark(key: string): Promise<void> {
    await this.#ask(`write ${key}`, () =>
      this.#client.send(
        new PutObjectCommand({
          ...this.#object(key),
          ...this.#encrypted(),
          Body: '',
          ContentLength: 0,
        }),
      ),
    );
  }

  /** Makes an object young; false where it is gone, or too large for it. */
  async refresh(key: string, { sizeBytes }: KeptObject): Promise<boolean> {
    if (sizeBytes > COPIED_BYTES) return false;
    const { Bucket, Key } = this.#object(key);
    try {
      await this.#client.send(
        new CopyObjectCommand({
          Bucket,
          Key,
          CopySource: `${Bucket}/${Key.split('/')
            .map(encodeURIComponent)
            .join('/')}`,
          MetadataDirective: 'REPLACE',
          ContentType: 'application/octet-stream',
          ...this.#encrypted(),
        }),
      );
      return true;
    } catch (error) {
      if (isNoSuchKey(error)) return false;
      throw this.#failure(error, `copy ${key} onto itself`);
    }
  }

  async remove(key: string): Promise<void> {
    await this.#ask(`remove ${key}`, () =>
      this.#removing.send(new DeleteObjectCommand(this.#object(key)), {
        abortSignal: AbortSignal.timeout(REMOVAL_MILLIS),
      }),
    );
  }

  /** Objects below a prefix, a thousand at a time, by their keys below it. */
  async *list(
    prefix: string,
  ): AsyncGenerator<readonly (KeptObject & { readonly key: string })[]> {
    const below = this.#keyOf(prefix);
    const pages = paginateListObjectsV2(
      { client: this.#client },
      { Bucket: this.config.bucket.bucket, Prefix: below },
    );
    try {
      for await (const { Contents = [] } of pages)
        yield Contents.map(({ Key = '', Size = 0, LastModified }) => ({
          key: Key.slice(below.length),
          sizeBytes: Size,
          modifiedMillis: Number(LastModified ?? 0),
        }));
    } catch (error) {
      throw this.#failure(error, `list ${prefix}`);
    }
  }

  /** Drops the parts of uploads that a crash left: nobody sees them, and somebody pays for them. */
  async dropUploadsBefore(prefix: string, millis: number): Promise<void> {
    const { bucket: Bucket } = this.config.bucket;
    const Prefix = this.#keyOf(prefix);
    await this.#ask('list uploads', async () => {
      let after: { KeyMarker?: string; UploadIdMarker?: string } | undefined =
        {};
      while (after) {
        const page: ListMultipartUploadsCommandOutput = await this.#client.send(
          new ListMultipartUploadsCommand({ Bucket, Prefix, ...after }),
        );
        for (const { Key, UploadId, Initiated } of page.Uploads ?? [])
          if (Number(Initiated ?? Infinity) < millis)
            await this.#client.send(
              new AbortMultipartUploadCommand({ Bucket, Key, UploadId }),
            );
        after = page.IsTruncated
          ? {
              KeyMarker: page.NextKeyMarker,
              UploadIdMarker: page.NextUploadIdMarker,
            }
          : undefined;
      }
    });
  }

  close(): void {
    this.#client.destroy();
    this.#removing.destroy();
  }

  async #ask<T>(what: string, task: () => Promise<T>): Promise<T> {
    try {
      return await task();
    } catch (error) {
      throw this.#failure(error, what);
    }
  }

  #failure(error: unknown, what: string): Error {
    return this.#objects.failure(error, what);
  }

  #object(key: string) {
    return { Bucket: this.config.bucket.bucket, Key: this.#keyOf(key) };
  }

  #keyOf(key: string): string {
    return `${this.config.prefix}${key}`;
  }

  #encrypted() {
    const { encryption } = this.config;
    return (
      encryption && {
        ServerSideEncryption: encryption.algorithm,
        ...(encryption.keyId ? { SSEKMSKeyId: encryption.keyId } : {}),
      }
    );
  }
}
