import path from 'node:path';
import { ConfigReader } from '@backstage/config';
import { ObjectCache } from '@greenroom/dataset';
import { readingAllowed } from '../AddressRule';
import { type StorageConfig } from '../StorageConfig';
import { Storages } from '../Storages';

/** Storages with a cache in a folder, and what a test lets be read. */
export function storagesAt(
  directory: string,
  options: Partial<StorageConfig> & {
    /** `host` or `host:port` of `backend.reading.allow` */
    readonly allow?: readonly string[];
  } = {},
): Storages {
  const {
    allow = [],
    buckets = [],
    web = [],
    folders = [],
    writable = { buckets: new Set<string>(), folders: [] },
  } = options;
  const objects = new ObjectCache({
    directory: path.join(directory, 'cache'),
    maximumBytes: 10e6,
    maximumObjectBytes: 1e6,
    retryMillis: [],
  });
  return new Storages(objects, {
    config: { buckets, web, folders, writable },
    rule: readingAllowed(
      new ConfigReader({
        backend: { reading: { allow: allow.map(host => ({ host })) } },
      }),
    ),
  });
}
