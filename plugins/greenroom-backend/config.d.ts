import type { HumanDuration } from '@backstage/types';
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
      /**
       * How it is read: `github` through the host's API, `git` by the git
       * program. Modules add more, and the settings that each of them has.
       */
      type: string;
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
     * Where artifacts are kept: tables, predictions and other results by row.
     * @visibility backend
     */
    artifacts?: {
      /** A directory of this machine, or a bucket that all replicas share. Default: `directory`. */
      type?: 'directory' | 's3';
      /**
       * Folder of artifacts where they are kept in a directory, and of copies
       * and cached files in either case. Default: a folder `greenroom` in the
       * system's folder for temporary files.
       */
      directory?: string;
      /** Bucket of S3, or of what speaks its language. */
      bucket?: string;
      /** What keys begin with, such as `greenroom/`. Default: nothing. */
      prefix?: string;
      /** Where it is not AWS, such as `https://minio.example.com`. */
      endpoint?: string;
      /** Default: `us-east-1`. */
      region?: string;
      /** Default: true where there is an endpoint. */
      forcePathStyle?: boolean;
      /** Default: what the environment of the process has. */
      accessKeyId?: string;
      /** @visibility secret */
      secretAccessKey?: string;
      /** How the bucket encrypts what is put in. Default: as the bucket says. */
      encryption?: {
        algorithm: 'AES256' | 'aws:kms' | 'aws:kms:dsse';
        /** Of KMS. Default: the key of the account. */
        keyId?: string;
      };
      /** Of the copies of objects that this machine keeps, in bytes or as a text such as `20 GB`. Default: 20 GB. */
      maxLocalSize?: number | string;
    };
    /**
     * Files of data sets and models as they were fetched from git, Git LFS,
     * DVC, S3 or the web. Each is kept once; those that nobody used for longest
     * go first.
     * @visibility backend
     */
    cache?: {
      /** Of all of them, in bytes or as a text such as `20 GB`. Default: 20 GB. */
      maxSize?: number | string;
      /** Of one; a larger one is refused. Default: 2 GiB. */
      maxObjectSize?: number | string;
    };
    /**
     * Storages that manifests and DVC configurations may name. Those that are
     * not listed here are not read, whatever a repository says; web servers are
     * listed in `backend.reading.allow`.
     * @visibility backend
     */
    storage?: {
      /** Buckets of S3, or of what speaks its language. */
      s3?: Array<{
        bucket: string;
        /** Where it is not AWS, such as `https://minio.example.com`. */
        endpoint?: string;
        /** Default: `us-east-1`. */
        region?: string;
        /** Default: true where there is an endpoint. */
        forcePathStyle?: boolean;
        /** Default: what the environment of the process has. */
        accessKeyId?: string;
        /** @visibility secret */
        secretAccessKey?: string;
      }>;
      /** Headers for web servers that want some. */
      web?: Array<{
        /** What addresses begin with. */
        url: string;
        /**
         * @visibility secret
         * @deepVisibility secret
         */
        headers: { [name: string]: string };
      }>;
      /** Folders of this machine in which DVC remotes may be, each with its whole path. Default: none. */
      folders?: string[];
    };
    /**
     * Servers of the Open Inference Protocol v2 that manifests may name. No other
     * is asked, whatever a repository says.
     * @visibility backend
     */
    inference?: {
      servers?: Array<{
        /** Such as `models.example.com`, `triton.internal:8000` or `*.example.com`; what a wildcard matches may not be inside the network. */
        host: string;
        /** Default: false. */
        allowHttp?: boolean;
        /**
         * Such as `authorization`.
         * @visibility secret
         * @deepVisibility secret
         */
        headers?: { [name: string]: string };
      }>;
      kserve?: {
        /** Where models answer whose InferenceService gives no address (`status.url`), with `{name}` and `{namespace}` of the service: `https://{name}-{namespace}.models.example.com`. The host must be among the servers. */
        url?: string;
      };
      /** How long one request may take, its answer included, such as `{ minutes: 2 }`. Default: a minute. */
      timeout?: HumanDuration | string;
      /** What goes to and fro for one run, in bytes or as a text such as `1 GB`. Default: 1 GB. */
      maxBytes?: number | string;
    };
    /**
     * What is kept of work that was done.
     * @visibility backend
     */
    jobs?: {
      /**
       * How long a job that ended is kept when neither a run nor an analysis
       * points at its answer, such as `{ days: 30 }` or `P30D`. Artifacts go when
       * nothing names them. Default: 30 days.
       */
      retention?: HumanDuration | string;
    };
    /**
     * What one computation may use; one that uses more ends with a message.
     * @visibility backend
     */
    compute?: {
      /** Resident memory of all its processes, in bytes or as a text such as `8 GB`. Default: 8 GB. */
      memory?: number | string;
      /** Such as `{ minutes: 30 }` or `PT30M`. Default: 30 minutes. */
      time?: HumanDuration | string;
      /** What it writes to its work folder. Default: 20 GB. */
      disk?: number | string;
      /**
       * Runs of a model on many rows are made in shards, each a computation of
       * its own within the limits above; what comes of them is the same.
       */
      shards?: {
        /** Of one shard, about; a run of fewer is not cut. Default: 100,000. */
        rows?: number;
        /** Shards of one run. Default: `greenroom.workers.compute`. */
        most?: number;
      };
    };
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
