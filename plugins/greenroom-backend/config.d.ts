import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  /** Greenroom: data sets and models, as git declares them. */
  greenroom?: {
    /**
     * The git hosts that are read.
     * @visibility backend
     */
    sources?: Array<{
      /** A name of your choosing; part of each asset's id, so keep it. */
      id: string;
      /** How the host is spoken to. */
      type: 'github';
      /** One of `integrations.github[].host`. */
      host: string;
      /** The organisation whose repositories are listed. */
      organization: string;
      /**
       * Owner of assets where neither manifest nor CODEOWNERS names one.
       * Default: `group:default/unowned`.
       */
      defaultOwner?: string;
    }>;
    /**
     * How often everything is read again, whatever events were heard.
     * Default: every 10 minutes.
     * @visibility backend
     */
    schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
    /**
     * Folder of artifacts (tables, predictions) and of cached git objects.
     * Default: a folder `greenroom` in the system's folder for temporary files.
     * @visibility backend
     */
    artifacts?: { directory?: string };
    /**
     * Jobs at a time on this replica.
     * @visibility backend
     */
    workers?: {
      /** Inference and analyses, each a child process. Default: 1. */
      compute?: number;
      /** Syncs, pull requests, dispatches. Default: 2. */
      effect?: number;
    };
  };
}
