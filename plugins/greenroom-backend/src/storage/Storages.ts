import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  createS3Client,
  createS3Reader,
  folderPlace,
  LfsServer,
  type ObjectCache,
  type ObjectPlace,
  openAddress,
  type OpenObject,
  type SendAddress,
  type S3Bucket,
  type S3Reader,
  s3Place,
  StorageError,
  uploadLfs,
  webPlace,
  type WritablePlace,
} from '@greenroom/dataset';
import { type AddressRule, lfsAllowed } from './AddressRule';
import { BucketObjects } from './BucketObjects';
import { createReadAddress } from './createReadAddress';
import type { StorageConfig } from './StorageConfig';

const ALLOW = 'Add its host to backend.reading.allow to let it be read.';

/**
 * Every storage that may be read from here. What a repository names is a
 * stranger's word: of buckets, hosts and folders only those are opened that
 * app-config lists, and credentials come from app-config alone.
 */
export class Storages {
  readonly #read: SendAddress;
  readonly #lfsReaders = new Map<string, SendAddress>();
  readonly #buckets = new Map<string, S3Reader>();

  constructor(
    /** What was fetched. */
    readonly objects: ObjectCache,
    private readonly options: {
      readonly config: StorageConfig;
      /** `backend.reading.allow` */
      readonly rule: AddressRule;
    },
  ) {
    this.#read = createReadAddress({ rule: options.rule, remedy: ALLOW });
  }

  /** The Git LFS server of a source, or one that an `.lfsconfig` names. */
  lfsServer(server: {
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    /** A configured one may be inside the network, and say where its objects are. */
    readonly namedBy: 'source' | 'repository';
  }): LfsServer {
    const { url, headers, namedBy } = server;
    if (namedBy === 'repository')
      return new LfsServer({
        url,
        headers: this.#headersFor(url),
        read: this.#read,
        download: this.#read,
      });
    const read = this.#lfsReader(url);
    return new LfsServer({ url, headers, read, download: read });
  }

  /** What `uploadLfs` needs of the Git LFS server of a source. */
  lfsUploads(server: {
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
  }): Parameters<typeof uploadLfs>[0] {
    const read = this.#lfsReader(server.url);
    return { ...server, read, send: read };
  }

  /**
   * The place of a DVC remote that objects may be put into.
   *
   * @throws StorageError where app-config does not let it be written, or nothing here writes to its kind
   */
  writablePlace(url: string): WritablePlace {
    const place = this.place(url);
    const { buckets, folders } = this.options.config.writable;
    if (url.startsWith('s3:')) {
      const { bucket, key } = s3Parts(url);
      if (buckets.has(bucket)) return this.#writableBucket(place, bucket, key);
      throw new StorageError(
        'forbidden',
        `The bucket ${bucket} may not be written from here. Set write: true at its entry of greenroom.storage.s3 to let change proposals put objects there.`,
      );
    }
    if (isWeb(url))
      throw new StorageError(
        'unsupported',
        `The remote ${place.name} is a web server, into which nothing is put from here. Name a remote of s3 or a folder as the default, or change the table with dvc.`,
      );
    const folder = this.#folder(url);
    if (isIn(folder, folders)) return folderPlace(folder);
    throw new StorageError(
      'forbidden',
      `The folder ${folder} may not be written from here. Add it to greenroom.storage.writableFolders to let change proposals put objects there.`,
    );
  }

  /**
   * The place of a DVC remote.
   *
   * @throws StorageError where it may not be read, or is of a kind that is not read
   */
  place(url: string): ObjectPlace {
    const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1].toLowerCase();
    switch (scheme) {
      case 's3': {
        const { bucket, key } = s3Parts(url);
        return s3Place(bucket, key, this.#bucket(bucket));
      }
      case 'http':
      case 'https':
        return webPlace(url, this.#read, this.#headersFor(url));
      case 'file':
      case undefined:
        return folderPlace(this.#folder(url));
      default:
        throw new StorageError(
          'unsupported',
          `The remote is of the kind ${scheme}, which is not read here. Folders, s3 and https are.`,
        );
    }
  }

  /** Opens what stands at an address that a manifest declares. */
  address(url: string): OpenObject {
    return async signal => {
      const opened = url.startsWith('s3:')
        ? await this.#s3Object(url, signal)
        : await openAddress(this.#read, url, {
            headers: this.#headersFor(url),
            signal,
          });
      if (opened) return opened;
      throw new StorageError(
        'missing',
        `There is nothing at ${url
          .split('?')[0]
          .slice(0, 200)}. Correct the address, or put the file there.`,
      );
    };
  }

  /** One for each host: its connections are kept. */
  #lfsReader(url: string): SendAddress {
    const { origin } = new URL(url);
    const reader =
      this.#lfsReaders.get(origin) ??
      createReadAddress({
        rule: lfsAllowed(url, this.options.rule),
        remedy: ALLOW,
      });
    this.#lfsReaders.set(origin, reader);
    return reader;
  }

  #writableBucket(
    place: ObjectPlace,
    bucket: string,
    prefix: string,
  ): WritablePlace {
    const below = prefix.replace(/^\/+|\/+$/g, '');
    return {
      ...place,
      keep: async (key, object) => {
        const client = createS3Client(this.#configured(bucket));
        try {
          const objects = new BucketObjects(client, {
            bucket,
            setting: 'greenroom.storage.s3',
          });
          const full = below ? `${below}/${key}` : key;
          const found = await objects.find(full);
          if (found?.sizeBytes === object.sizeBytes) return 'there';
          await objects.upload(full, object.file, object.sha256);
          return 'kept';
        } finally {
          client.destroy();
        }
      },
    };
  }

  #s3Object(url: string, signal: AbortSignal) {
    const { bucket, key } = s3Parts(url);
    return this.#bucket(bucket)(key, signal);
  }

  #bucket(name: string): S3Reader {
    const known = this.#buckets.get(name);
    if (known) return known;
    const reader = createS3Reader(this.#configured(name));
    this.#buckets.set(name, reader);
    return reader;
  }

  #configured(name: string): S3Bucket {
    const configured = this.options.config.buckets.find(
      ({ bucket }) => bucket === name,
    );
    if (configured) return configured;
    throw new StorageError(
      'forbidden',
      `The bucket ${name} may not be read from here. Add it to greenroom.storage.s3 to let it be read.`,
    );
  }

  #folder(said: string): string {
    const folder = said.startsWith('file:') ? fileURLToPath(said) : said;
    if (!path.isAbsolute(folder)) {
      throw new StorageError(
        'unsupported',
        `The remote is the folder ${said} beside somebody's clone, which nobody else can read. Push to a remote that all reach: s3, https, or a folder with its whole path.`,
      );
    }
    const resolved = path.resolve(folder);
    if (isIn(resolved, this.options.config.folders)) return resolved;
    throw new StorageError(
      'forbidden',
      `The folder ${resolved} may not be read from here. Add it to greenroom.storage.folders to let it be read.`,
    );
  }

  #headersFor(url: string): Readonly<Record<string, string>> {
    if (!URL.canParse(url)) return {};
    const { origin, pathname } = new URL(url);
    const entry = this.options.config.web.find(each => {
      const known = new URL(each.url);
      const below = known.pathname.replace(/\/*$/, '/');
      return known.origin === origin && `${pathname}/`.startsWith(below);
    });
    return entry?.headers ?? {};
  }
}

function isIn(folder: string, folders: readonly string[]): boolean {
  return folders.some(
    each => folder === each || folder.startsWith(`${each}${path.sep}`),
  );
}

function isWeb(url: string): boolean {
  return /^https?:/i.test(url);
}

function s3Parts(url: string): { bucket: string; key: string } {
  const [, bucket, key] = /^s3:\/\/([^/?#]+)\/?(.*)$/i.exec(url) ?? [];
  if (bucket !== undefined) return { bucket, key };
  throw new StorageError(
    'unsupported',
    `'${url.slice(0, 80)}' names no bucket. Write s3://bucket/path.`,
  );
}
