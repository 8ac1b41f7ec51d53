import path from 'node:path';
import type { Config } from '@backstage/config';
import type { S3Bucket } from '@greenroom/dataset';

/** Which storages may be read, and how one is let in. */
export type StorageConfig = {
  readonly buckets: readonly S3Bucket[];
  /** Headers for addresses that begin with one. */
  readonly web: readonly {
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
  }[];
  /** Folders of this machine in which DVC remotes may be. */
  readonly folders: readonly string[];
  /** Of both, those that objects of change proposals may be put into. */
  readonly writable: {
    readonly buckets: ReadonlySet<string>;
    readonly folders: readonly string[];
  };
};

/** @throws Error naming the key that is wrong */
export function readStorageConfig(root: Config): StorageConfig {
  const config = root.getOptionalConfig('greenroom.storage');
  const buckets = config?.getOptionalConfigArray('s3') ?? [];
  const writableFolders = foldersOf(config, 'writableFolders');
  return {
    buckets: buckets.map(entry => readBucket(entry, 'greenroom.storage.s3')),
    writable: {
      buckets: new Set(
        buckets
          .filter(entry => entry.getOptionalBoolean('write'))
          .map(entry => entry.getString('bucket')),
      ),
      folders: writableFolders,
    },
    web: (config?.getOptionalConfigArray('web') ?? []).map(entry => {
      const url = entry.getString('url');
      if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
        throw new Error(
          `greenroom.storage.web: '${url}' is no address. Write https://host/path/.`,
        );
      }
      return { url, headers: entry.get<Record<string, string>>('headers') };
    }),
    folders: [...foldersOf(config, 'folders'), ...writableFolders],
  };
}

function foldersOf(
  config: Config | undefined,
  key: 'folders' | 'writableFolders',
): string[] {
  return (config?.getOptionalStringArray(key) ?? []).map(folder => {
    if (!path.isAbsolute(folder)) {
      throw new Error(
        `greenroom.storage.${key}: '${folder}' is no absolute path. Begin it with /.`,
      );
    }
    return path.resolve(folder);
  });
}

/**
 * How one bucket is asked.
 *
 * @param setting - where its entry stands in app-config
 * @throws Error naming the key that is wrong
 */
export function readBucket(entry: Config, setting: string): S3Bucket {
  const accessKeyId = entry.getOptionalString('accessKeyId');
  const secretAccessKey = entry.getOptionalString('secretAccessKey');
  const bucket = entry.getString('bucket');
  if ((accessKeyId === undefined) !== (secretAccessKey === undefined)) {
    throw new Error(
      `${setting}: ${bucket} has one of accessKeyId and secretAccessKey. Give both, or none to use what the environment has.`,
    );
  }
  return {
    bucket,
    endpoint: entry.getOptionalString('endpoint'),
    region: entry.getOptionalString('region'),
    addressing: addressingOf(entry.getOptionalBoolean('forcePathStyle')),
    credentials:
      accessKeyId === undefined
        ? undefined
        : { accessKeyId, secretAccessKey: secretAccessKey! },
  };
}

function addressingOf(isInPath: boolean | undefined): S3Bucket['addressing'] {
  if (isInPath === undefined) return undefined;
  return isInPath ? 'path' : 'host';
}
