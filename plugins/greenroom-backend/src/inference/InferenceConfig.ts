import type { Config } from '@backstage/config';
import { readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import { readSize } from '../storage/readSize';

const SETTING = 'greenroom.inference';

/** One that manifests may name. */
export type ServerConfig = {
  /** `host`, `host:port`, or `*.host`. */
  readonly host: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly protocols: readonly ('https:' | 'http:')[];
};

export type InferenceConfig = {
  readonly servers: readonly ServerConfig[];
  /** Where KServe serves: an address with `{name}` and `{namespace}` in it. */
  readonly platformUrl?: string;
  /** How long one request may take, its answer included. */
  readonly answerSeconds: number;
  /** What is sent and what comes for one run, together. */
  readonly maximumBytes: number;
};

/** @throws Error naming the key that is wrong */
export function readInferenceConfig(root: Config): InferenceConfig {
  const config = root.getOptionalConfig(SETTING);
  return {
    servers: (config?.getOptionalConfigArray('servers') ?? []).map(readServer),
    platformUrl: readPlatformUrl(config),
    answerSeconds: config?.has('timeout')
      ? durationToMilliseconds(
          readDurationFromConfig(config, { key: 'timeout' }),
        ) / 1000
      : 60,
    maximumBytes: readSize(
      `${SETTING}.maxBytes`,
      config?.getOptional('maxBytes') ?? '1 GB',
    ),
  };
}

function readPlatformUrl(config: Config | undefined): string | undefined {
  const key = 'kserve.url';
  const url = config?.getOptionalString(key);
  if (url !== undefined && !/^https?:\/\/[^/]/.test(url))
    throw new Error(
      `${SETTING}.${key} is '${url}', which is no address. Write one such as https://{name}-{namespace}.models.example.com.`,
    );
  return url;
}

function readServer(entry: Config): ServerConfig {
  const host = entry.getString('host');
  if (!/^(\*\.)?[^*/:@\s]+(:\d+(-\d+)?)?$/.test(host))
    throw new Error(
      `${SETTING}.servers: '${host}' is no host. Write models.example.com, models.example.com:8443 or *.example.com.`,
    );
  return {
    host,
    headers: entry.getOptional<Record<string, string>>('headers') ?? {},
    protocols: entry.getOptionalBoolean('allowHttp')
      ? ['https:', 'http:']
      : ['https:'],
  };
}
