import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** Where events of OpenLineage go: an address, a file, or nowhere. */
export type OpenLineageTarget =
  | { readonly to: 'nowhere' }
  | { readonly to: 'file'; readonly path: string }
  | {
      readonly to: 'url';
      readonly url: string;
      /** Sent as a bearer. */
      readonly token?: string;
    };

export type ExchangeConfig = {
  readonly openLineage: OpenLineageTarget;
  /** Names of templates that cards are held against where nobody chooses. */
  readonly cardTemplates: readonly string[];
};

const DEFAULT_TEMPLATES: readonly string[] = ['hugging-face'];

/** @throws InputError naming the key that is wrong */
export function readExchangeConfig(root: Config): ExchangeConfig {
  const config = root.getOptionalConfig('greenroom');
  return {
    openLineage: targetOf(config?.getOptionalConfig('openLineage')),
    cardTemplates:
      config?.getOptionalStringArray('cards.templates') ?? DEFAULT_TEMPLATES,
  };
}

function targetOf(config: Config | undefined): OpenLineageTarget {
  const url = config?.getOptionalString('url');
  const file = config?.getOptionalString('file');
  if (url !== undefined && file !== undefined)
    throw new InputError(
      'greenroom.openLineage has a url and a file. Keep one of them.',
    );
  if (file !== undefined) return { to: 'file', path: file };
  if (url === undefined) return { to: 'nowhere' };
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    throw new InputError(
      `greenroom.openLineage.url is ${url}. Give it an http address, such as https://marquez.example.com/api/v1/lineage.`,
    );
  return { to: 'url', url, token: config?.getOptionalString('token') };
}
