import type {
  Commit,
  FileProblem,
} from '@greenroom/backstage-plugin-greenroom-common';
import {
  BlobTooLargeError,
  type Source,
  type SourceCommit,
  type SourceTreeEntry,
} from '@greenroom/backstage-plugin-greenroom-node';
import { matchPaths } from '@greenroom/dataset';
import {
  type FolderAsset,
  type FolderFile,
  type FolderReading,
  isPattern,
  type LfsPointer,
  LFS_POINTER_BYTES,
  lfsPointerOf,
  MANIFEST_LIMITS,
  readFolder,
  readManifest,
} from '@greenroom/manifest';
import path from 'node:path';
import type { RepositoryFiles } from './assetFiles';
import { trackersOf, type TrackedFile, trackedByDvc } from './dvcFiles';
import {
  isLfsPath,
  type LfsAttributes,
  lfsAttributesOf,
} from './lfsAttributes';
import { type ManifestFolder, manifestFolders } from './manifestFolders';

/** A manifest larger than this is refused unread. */
const MANIFEST_LIMIT_BYTES = MANIFEST_LIMITS.jsonBytes;
/** Files that templates and schemas of a manifest may name beside it. */
const BESIDE = /\.(ya?ml|json)$/i;
const BESIDE_LIMIT_BYTES = MANIFEST_LIMITS.yamlBytes;

/** Trees of large repositories have a hundred thousand entries. */
const KEPT_TREES = 3;
const KEPT_BLOB_BYTES = 64 * 1024 * 1024;

export type FolderAtCommit = Omit<FolderReading, 'problems' | 'warnings'> & {
  readonly problems: readonly FileProblem[];
  readonly warnings: readonly FileProblem[];
};

export type { FolderAsset };

/** Reads manifests at commits; each tree and each object once. */
export class RepositoryReader {
  readonly #trees = new Map<string, ReadonlyMap<string, SourceTreeEntry>>();
  readonly #blobs = new Map<string, Buffer | BlobTooLargeError>();
  #keptBytes = 0;
  readonly #readings = new Map<string, FolderReading>();
  #attributes?: {
    commit: string;
    of: (folder: string) => LfsAttributes | undefined;
  };

  constructor(
    private readonly source: Source,
    private readonly repository: string,
  ) {}

  /** Object ids by path. */
  async oids(commit: string): Promise<ReadonlyMap<string, string>> {
    const tree = await this.#tree(commit);
    return new Map([...tree].map(([file, { oid }]) => [file, oid]));
  }

  async folders(commit: string): Promise<ManifestFolder[]> {
    const tree = await this.#tree(commit);
    return manifestFolders([...tree.values()], this.source.manifestPaths);
  }

  /** The text of a file at a commit, when there is such a file of a readable size. */
  async text(commit: string, file: string): Promise<string | undefined> {
    const entry = (await this.#tree(commit)).get(file);
    if (entry?.type !== 'file') return undefined;
    const blob = await this.#blob(entry, BESIDE_LIMIT_BYTES);
    return Buffer.isBuffer(blob) ? blob.toString('utf8') : undefined;
  }

  /** What the manifest files of a folder say together at a commit. */
  async readFolder(
    commit: string,
    { folder, entries }: ManifestFolder,
  ): Promise<FolderAtCommit> {
    const beside = await this.#beside(commit, folder, entries);
    const key = JSON.stringify([
      entries.map(({ path: file, oid, type }) => [file, oid, type]),
      [...beside].map(([name, { oid }]) => [name, oid]),
    ]);
    const reading =
      this.#readings.get(key) ?? (await this.#read(entries, beside));
    this.#readings.set(key, reading);
    return {
      ...reading,
      problems: reading.problems.map(problem => this.linked(commit, problem)),
      warnings: reading.warnings.map(warning => this.linked(commit, warning)),
    };
  }

  /** What the files that an asset may name are at a commit. */
  async files(
    commit: string,
    named: readonly string[],
  ): Promise<RepositoryFiles> {
    const entries = await this.#tree(commit);
    const pointers = new Map<string, LfsPointer>();
    const tracked = new Map<string, TrackedFile>();
    const matches = await this.#matchesInLfs(commit, named);
    for (const full of new Set([...named, ...matches])) {
      const entry = entries.get(full);
      if (entry?.type === 'file' && (await this.#mayBePointer(commit, entry))) {
        const blob = await this.#blob(entry, LFS_POINTER_BYTES);
        const pointer = Buffer.isBuffer(blob)
          ? lfsPointerOf(blob.toString('utf8'))
          : undefined;
        if (pointer) pointers.set(full, pointer);
      }
      const trackers = entry
        ? []
        : trackersOf(full).flatMap(name => entries.get(name) ?? []);
      for (const tracker of trackers) {
        const text = await this.text(commit, tracker.path);
        const read =
          text === undefined ? undefined : readManifest(tracker.path, text);
        if (read?.ok) {
          for (const file of trackedByDvc(tracker.path, read.declarations)) {
            // A tracked folder pins everything below it.
            if (file.path === full || full.startsWith(`${file.path}/`))
              tracked.set(full, file);
          }
        }
      }
    }
    return { entries, pointers, tracked };
  }

  /** Patterns stand for many files: only what the attributes of the repository give to Git LFS is read. */
  async #matchesInLfs(
    commit: string,
    named: readonly string[],
  ): Promise<string[]> {
    const patterns = named.filter(isPattern);
    if (patterns.length === 0) return [];
    const entries = await this.#tree(commit);
    const attributesOf = await this.#lfsAttributes(commit);
    return patterns
      .flatMap(pattern => matchPaths(pattern, undefined, entries.keys()))
      .map(match => match.path)
      .filter(file => isLfsPath(file, attributesOf));
  }

  /** By folder: what its `.gitattributes` says. */
  async #lfsAttributes(
    commit: string,
  ): Promise<(folder: string) => LfsAttributes | undefined> {
    if (this.#attributes?.commit === commit) return this.#attributes.of;
    const tree = await this.#tree(commit);
    const of = await lfsAttributesOf(tree.keys(), file =>
      this.text(commit, file),
    );
    this.#attributes = { commit, of };
    return of;
  }

  /** A problem with a link to its line on the host. */
  linked<P extends FileProblem>(
    commit: string,
    problem: P,
  ): P & { url: string } {
    const { path: file, line } = problem;
    return {
      ...problem,
      url: this.source.fileUrl(this.repository, commit, file, line),
    };
  }

  async #tree(commit: string): Promise<ReadonlyMap<string, SourceTreeEntry>> {
    const known = this.#trees.get(commit);
    if (known) return known;
    const entries = await this.source.listTree(this.repository, commit);
    // A walk through history needs the newest and the one it stands at.
    if (this.#trees.size >= KEPT_TREES) {
      this.#trees.delete([...this.#trees.keys()][1]);
    }
    const tree = new Map(entries.map(entry => [entry.path, entry]));
    this.#trees.set(commit, tree);
    return tree;
  }

  /** Pointers are small; where sizes are unknown, the attributes of the repository tell. */
  async #mayBePointer(
    commit: string,
    entry: SourceTreeEntry,
  ): Promise<boolean> {
    if (entry.sizeBytes !== undefined)
      return entry.sizeBytes < LFS_POINTER_BYTES;
    return isLfsPath(entry.path, await this.#lfsAttributes(commit));
  }

  async #beside(
    commit: string,
    folder: string,
    entries: readonly SourceTreeEntry[],
  ) {
    const usesTemplates = entries.some(({ path: file }) =>
      /(^|\/)(dvc\.yaml|datapackage\.(json|ya?ml))$/i.test(file),
    );
    if (!usesTemplates) return new Map<string, SourceTreeEntry>();
    const tree = await this.#tree(commit);
    return new Map(
      [...tree.values()]
        .filter(
          entry =>
            entry.type === 'file' &&
            path.posix.dirname(`/${entry.path}`) ===
              path.posix.join('/', folder) &&
            BESIDE.test(entry.path) &&
            (entry.sizeBytes ?? 0) <= BESIDE_LIMIT_BYTES,
        )
        .map(entry => [path.posix.basename(entry.path), entry]),
    );
  }

  async #read(
    entries: readonly SourceTreeEntry[],
    beside: ReadonlyMap<string, SourceTreeEntry>,
  ): Promise<FolderReading> {
    const refused: { path: string; message: string }[] = [];
    const files: FolderFile[] = [];
    for (const entry of entries) {
      if (entry.type !== 'file') {
        refused.push({
          path: entry.path,
          message: `${entry.path} is a ${
            entry.type === 'symlink' ? 'symbolic link' : 'submodule'
          }, which is not followed. Commit the file itself.`,
        });
        continue;
      }
      const blob = await this.#blob(entry, MANIFEST_LIMIT_BYTES);
      if (Buffer.isBuffer(blob)) files.push({ path: entry.path, bytes: blob });
      else
        refused.push({
          path: entry.path,
          message: `${blob.message} Move data into files of its own.`,
        });
    }
    const texts = new Map<string, string>();
    for (const [name, entry] of beside) {
      // Only what is asked for beside a template is read, and only once.
      const named =
        files.some(({ bytes }) => Buffer.from(bytes).includes(name)) ||
        name === 'params.yaml';
      const blob = named
        ? await this.#blob(entry, BESIDE_LIMIT_BYTES)
        : undefined;
      if (Buffer.isBuffer(blob)) texts.set(name, blob.toString('utf8'));
    }
    const reading = readFolder(files, {
      repository: this.repository,
      beside: named => texts.get(path.posix.normalize(named)),
    });
    if (refused.length === 0) return reading;
    return {
      ...reading,
      problems: [
        ...reading.problems,
        ...refused.map(each => ({ ...each, line: 1, column: 1, pointer: '' })),
      ],
    };
  }

  async #blob(
    entry: SourceTreeEntry,
    limitBytes: number,
  ): Promise<Buffer | BlobTooLargeError> {
    const { oid, sizeBytes } = entry;
    if (sizeBytes !== undefined && sizeBytes > limitBytes)
      return new BlobTooLargeError(sizeBytes, limitBytes);
    const known = this.#blobs.get(oid);
    if (Buffer.isBuffer(known)) return known;
    if (known && known.limitBytes >= limitBytes) return known;
    const blob = await this.source
      .readBlob(this.repository, oid, { limitBytes })
      .catch((error: unknown) => {
        if (error instanceof BlobTooLargeError) return error;
        throw error;
      });
    if (Buffer.isBuffer(blob)) this.#keptBytes += blob.length;
    if (this.#keptBytes > KEPT_BLOB_BYTES) {
      this.#blobs.clear();
      this.#keptBytes = 0;
    }
    this.#blobs.set(oid, blob);
    return blob;
  }
}

export function toCommit(
  commit: SourceCommit,
  pullRequest?: { number: number; url: string },
): Commit {
  return {
    sha: commit.sha,
    url: commit.url,
    author: commit.author,
    date: commit.date,
    message: commit.message,
    pullRequest,
  };
}
