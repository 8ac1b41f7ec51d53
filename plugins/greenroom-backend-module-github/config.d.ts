export interface Config {
  greenroom?: {
    /** What only sources of `type: github` have. */
    sources?: Array<{
      /**
       * One of `integrations.github[].host`. Default: github.com.
       * @visibility backend
       */
      host?: string;
      /**
       * The organisation (or person) whose repositories are listed.
       * @visibility backend
       */
      organization?: string;
      /**
       * Only repositories with at least one of these topics.
       * @visibility backend
       */
      topics?: string[];
      /**
       * Only repositories whose name, without the owner, matches one of these
       * globs, e.g. `*-data`. Capitals make no difference.
       * @visibility backend
       */
      repositories?: string[];
      /**
       * GitHub search qualifiers, e.g. `topic:ml language:python`. The
       * repositories then come from a search within the organisation, which
       * may find 1,000 at most.
       * @visibility backend
       */
      search?: string;
      /**
       * Whether archived repositories are listed. Default: include.
       * @visibility backend
       */
      archived?: 'include' | 'skip';
      /**
       * Globs of the paths that may hold manifests. Default: everywhere.
       * @visibility backend
       */
      manifestPaths?: string[];
    }>;
  };
}
