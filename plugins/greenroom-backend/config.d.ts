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
     * Pull requests that are made of baskets.
     * @visibility backend
     */
    proposals?: {
      /** Labels that they get where the person names none. The host makes those that it does not have. Default: `greenroom`. */
      labels?: string[];
    };
    /**
     * Cards of models and data sets.
     * @visibility backend
     */
    cards?: {
      /** Templates that a card is held against where nobody chooses, beside those of its repository: `hugging-face`, `eu-ai-act-annex-iv`. Default: `hugging-face`. */
      templates?: string[];
    };
    /**
     * Where run events of OpenLineage go when an evaluation has ended: to an address, or to a file. Default: nowhere.
     * @visibility backend
     */
    openLineage?: {
      /** Such as `https://marquez.example.com/api/v1/lineage`. */
      url?: string;
      /**
       * Sent with each event as a bearer token.
       * @visibility secret
       */
      token?: string;
      /** A file that a line is added to for each event, instead of the address. */
      file?: string;
    };
    /**
     * Policies that organisation and systems state; each repository states its own in `greenroom/policies`.
     * @visibility backend
     */
    policies?: {
      /** Such as `acme/policies`, with `organisation`, `systems/NAME` and `waivers` at its root. */
      repository: string;
      /** Id of the source that has it. Default: the source of each asset. */
      source?: string;
    };
    /**
     * Reviews of model versions.
     * @visibility backend
     */
    reviews?: {
      /** Who must sign, the first that is about a model. Default: one person who may approve and did not write it. */
      rules?: Array<{
        /** Shown to people, and in the queue. */
        name: string;
        /** Which models: all that is set must hold. Default: all. */
        where?: {
          name?: string;
          owner?: string;
          system?: string;
          tag?: string;
          repository?: string;
        };
        /** Each of them must sign. Default: anybody who may approve. */
        teams?: Array<{
          /** Such as `group:default/governance`. */
          team: string;
          /** How many of them. Default: 1. */
          signatures?: number;
        }>;
        /** How long an approval stands, such as `{ days: 365 }`. Default: as long as what it rests on. */
        expiresAfter?: HumanDuration | string;
        /** Whether a review is asked for without a person: of each new version, and again where an approval ended or rests on what is another. Default: `by hand`. */
        asks?: 'by hand' | 'each version';
      }>;
      /** Keys by which decisions are signed. Without one, a decision waits until there is one. */
      signingKeys?: Array<{
        /**
         * In PEM: Ed25519, or ECDSA.
         * @visibility secret
         */
        privateKey?: string;
        /** A file with it, from the folder in which the backend runs. */
        privateKeyFile?: string;
      }>;
      /** Accounts on the git host behind which there is no person, such as that of CI; counted only where the host verified their signature. */
      machines?: string[];
      /** Folder of statements in the repository of a model. Default: `reviews`. */
      folder?: string;
    };
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
        /** Whether change proposals may put objects there, for tables that DVC tracks. Default: false. */
        write?: boolean;
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
      /** Those that change proposals may put objects into; they may be read, too. Default: none. */
      writableFolders?: string[];
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
     * What people did, and what the portal did by itself.
     * @visibility backend
     */
    audit?: {
      /**
       * How long events are kept, such as `{ days: 730 }` or `P2Y`; at least a
       * day. Default: for good.
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
