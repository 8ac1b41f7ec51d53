export interface Config {
  greenroom?: {
    /** What only sources of `type: git` have. */
    sources?: Array<{
      /**
       * Remotes that are read by the git program, over https, ssh or from a
       * folder. Credentials come from `integrations`, or from ssh; never write
       * them into an address.
       * @visibility backend
       */
      remotes?: Array<{
        /** `https://…`, `ssh://…`, `git@host:path` or `file:///…`. */
        url: string;
        /** Default: the branch that the remote's HEAD names. */
        branch?: string;
      }>;
      /**
       * Globs of the paths that may hold manifests. Default: everywhere.
       * @visibility backend
       */
      manifestPaths?: string[];
      /**
       * Whether addresses without encryption (`http:`) may be read. Default: false.
       * @visibility backend
       */
      allowHttp?: boolean;
      /**
       * Whether proposals become branches that are pushed to the remotes, with
       * the credentials they are read with. Default: push.
       * @visibility backend
       */
      changes?: 'push' | 'off';
    }>;
  };
}
