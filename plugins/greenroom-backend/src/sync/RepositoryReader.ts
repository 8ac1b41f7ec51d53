import type {
  Commit,
  FileProblem,
} from '@greenroom/backstage-plugin-greenroom-common';
import type {
  Source,
  SourceCommit,
  SourceTreeEntry,
} from '@greenroom/backstage-plugin-greenroom-node';
import {
  isManifestPath,
  Manifest,
  readCard,
  readManifest,
  withCard,
} from '@greenroom/manifest';
import path from 'node:path';

/** So many commits of history are read when an asset is seen for the first time. */
export const HISTORY_COMMITS = 50;
/** A manifest or a card larger than this is refused unread. */
const MANIFEST_LIMIT_BYTES = 1024 * 1024;

/** A manifest file at a commit: the assets it declares, or what is wrong with it. */
export type ManifestFile = {
  readonly path: string;
  readonly oid: string;
  readonly manifests: readonly Manifest[];
  readonly card?: string;
  readonly problems: readonly FileProblem[];
};

/** Reads manifests at commits; each object once. */
export class RepositoryReader {
  readonly #trees = new Map<string, SourceTreeEntry[]>();
  readonly #texts = new Map<string, string>();

  constructor(
    private readonly source: Source,
    private readonly repository: string,
  ) {}

  async tree(commit: string): Promise<SourceTreeEntry[]> {
    const known = this.#trees.get(commit);
    if (known) return known;
    const tree = await this.source.listTree(this.repository, commit);
    this.#trees.set(commit, tree);
    return tree;
  }

  async manifestsAt(commit: string, only?: string): Promise<ManifestFile[]> {
    const tree = await this.tree(commit);
    const found = tree.filter(entry =>
      only === undefined ? isManifestPath(entry.path) : entry.path === only,
    );
    return Promise.all(found.map(entry => this.#manifest(commit, entry, tree)));
  }

  /** The text of a file at a commit, when there is such a file of a readable size. */
  async text(commit: string, file: string): Promise<string | undefined> {
    const entry = (await this.tree(commit)).find(
      ({ path: found }) => found === file,
    );
    return entry && entry.sizeBytes <= MANIFEST_LIMIT_BYTES
      ? this.#text(entry.oid)
      : undefined;
  }

  async #manifest(
    commit: string,
    entry: SourceTreeEntry,
    tree: readonly SourceTreeEntry[],
  ): Promise<ManifestFile> {
    const problem = (
      message: string,
      line?: number,
      column?: number,
      pointer?: string,
    ) => ({
      path: entry.path,
      line,
      column,
      pointer,
      message,
      url: this.source.fileUrl(this.repository, commit, entry.path, line),
    });
    const base = { path: entry.path, oid: entry.oid };
    if (entry.sizeBytes > MANIFEST_LIMIT_BYTES) {
      const message = `The manifest has ${entry.sizeBytes} bytes; ${MANIFEST_LIMIT_BYTES} are allowed. Move data into files of its own.`;
      return { ...base, manifests: [], problems: [problem(message)] };
    }
    const read = readManifest(entry.path, await this.#text(entry.oid));
    if (!read.ok) {
      return {
        ...base,
        manifests: [],
        problems: read.errors.map(error =>
          problem(error.message, error.line, error.column, error.pointer),
        ),
      };
    }
    const cardPath = path.posix.join(
      path.posix.dirname(entry.path),
      'README.md',
    );
    const cardEntry = tree.find(({ path: found }) => found === cardPath);
    if (!cardEntry || cardEntry.sizeBytes > MANIFEST_LIMIT_BYTES) {
      return { ...base, manifests: read.assets, problems: [] };
    }
    const text = await this.#text(cardEntry.oid);
    const card = readCard(cardPath, text);
    return {
      ...base,
      manifests: read.assets.map(manifest => withCard(manifest, card)),
      card: text,
      problems: [],
    };
  }

  async #text(oid: string): Promise<string> {
    const known = this.#texts.get(oid);
    if (known !== undefined) return known;
    const text = (await this.source.readBlob(this.repository, oid)).toString(
      'utf8',
    );
    this.#texts.set(oid, text);
    return text;
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
