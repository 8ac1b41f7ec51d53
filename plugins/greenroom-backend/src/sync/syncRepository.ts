import { stringifyError } from '@backstage/errors';
import type { FileProblem } from '@greenroom/backstage-plugin-greenroom-common';
import type {
  Source,
  SourceCommit,
} from '@greenroom/backstage-plugin-greenroom-node';
import type { Manifest } from '@greenroom/manifest';
import type { JobKind } from '../jobs/JobKind';
import type { Asset } from '../registry/Asset';
import type { AssetStore } from '../registry/AssetStore';
import { Adoptable, entityDeclaredBeside } from './adoptedEntity';
import { findAssetFiles } from './assetFiles';
import { ownerFromCodeowners } from './codeowners';
import {
  HISTORY_COMMITS,
  ManifestFile,
  RepositoryReader,
  toCommit,
} from './RepositoryReader';
import type { RepositoryStore } from './RepositoryStore';
import type { SyncPayload } from './SyncService';

export type SyncRooms = {
  readonly sources: ReadonlyMap<string, Source>;
  readonly repositories: RepositoryStore;
  readonly assets: AssetStore;
  readonly defaultOwners: ReadonlyMap<string, string>;
  /** Entities that somebody declares with the annotation `greenroom.dev/asset`, by asset name as annotated. */
  adoptedEntity(asset: Adoptable): Promise<string | undefined>;
  /** Called when assets of a repository may have changed. */
  synced(assetIds: readonly string[]): Promise<void>;
};

export type SyncResult = {
  readonly assetIds: string[];
  readonly removed: string[];
  readonly commit: string;
};

class RepositorySync {
  readonly #reader: RepositoryReader;

  constructor(
    private readonly rooms: SyncRooms,
    private readonly source: Source,
    private readonly repository: string,
    private readonly progress: (fraction: number, message?: string) => void,
  ) {
    this.#reader = new RepositoryReader(source, repository);
  }

  async run(): Promise<SyncResult> {
    const { assets, repositories } = this.rooms;
    const head = await this.source.getHead(this.repository);
    const files = await this.#reader.manifestsAt(head.sha);
    const before = await assets.listOfRepository(
      this.source.id,
      this.repository,
    );
    const declared = new Set<string>();
    for (const [i, file] of files.entries()) {
      this.progress(i / files.length, `Reading ${file.path}`);
      for (const manifest of file.manifests) {
        const id = await this.#syncAsset(head, file, manifest);
        declared.add(id);
      }
      for (const asset of before.filter(({ path }) => path === file.path)) {
        if (file.problems.length === 0) continue;
        declared.add(asset.id);
        await assets.markProblems(
          asset.id,
          head.sha,
          'The manifest cannot be read; the last good state is shown.',
          file.problems,
        );
      }
    }
    const removed = before.filter(
      asset => !declared.has(asset.id) && !asset.manifest.retain,
    );
    await assets.remove(removed.map(({ id }) => id));
    await repositories.read(
      this.source.id,
      this.repository,
      head.sha,
      files.flatMap(({ problems }) => problems),
    );
    return {
      assetIds: [...declared],
      removed: removed.map(({ id }) => id),
      commit: head.sha,
    };
  }

  async #syncAsset(
    head: SourceCommit,
    file: ManifestFile,
    manifest: Manifest,
  ): Promise<string> {
    const { assets } = this.rooms;
    const id = `${this.source.id}:${this.repository}:${manifest.name}`;
    const known = await assets.get(id);
    const found = findAssetFiles(
      file.path,
      manifest,
      await this.#reader.tree(head.sha),
    );
    if (!found.ok) {
      const problems = found.problems.map(problem =>
        this.#linked(head.sha, problem),
      );
      if (!known) await this.#declare(id, head, file, manifest);
      await assets.markProblems(
        id,
        head.sha,
        'A file that the manifest names is missing; the last good state is shown.',
        problems,
      );
      return id;
    }
    await this.#declare(id, head, file, manifest);
    await this.#readHistory(id, head, file.path, manifest.name, known);
    return id;
  }

  async #declare(
    id: string,
    head: SourceCommit,
    file: ManifestFile,
    manifest: Manifest,
  ) {
    const kind = manifest.kind === 'Dataset' ? 'dataset' : 'model';
    const where = {
      id,
      repository: this.repository,
      path: file.path,
      name: manifest.name,
    };
    const catalogInfo = await this.#reader.text(head.sha, 'catalog-info.yaml');
    const adopted =
      (catalogInfo && entityDeclaredBeside(catalogInfo, where)) ||
      (await this.rooms.adoptedEntity(where));
    const entityKind = kind === 'dataset' ? 'resource' : 'component';
    await this.rooms.assets.declare({
      ...where,
      kind,
      sourceId: this.source.id,
      entityRef:
        adopted ?? `${entityKind}:default/${manifest.name}`.toLowerCase(),
      adopted: adopted !== undefined,
      owner: manifest.owner ?? (await this.#owner(head.sha, file.path)),
      manifest,
      card: file.card,
      headCommit: head.sha,
      search: [
        manifest.title,
        manifest.description,
        ...(manifest.tags ?? []),
      ].join(' '),
    });
  }

  async #owner(commit: string, path: string): Promise<string> {
    for (const place of [
      '.github/CODEOWNERS',
      'CODEOWNERS',
      'docs/CODEOWNERS',
    ]) {
      const text = await this.#reader.text(commit, place);
      const owner = text && ownerFromCodeowners(text, path);
      if (owner) return owner;
    }
    return (
      this.rooms.defaultOwners.get(this.source.id) ?? 'group:default/unowned'
    );
  }

  /** Adds a revision for each commit since the last one known that changed the asset. */
  async #readHistory(
    assetId: string,
    head: SourceCommit,
    manifestPath: string,
    name: string,
    known: Asset | undefined,
  ): Promise<void> {
    const { assets } = this.rooms;
    const commits = await this.source.listCommits(this.repository, {
      ref: head.sha,
      limit: HISTORY_COMMITS,
    });
    const fresh: SourceCommit[] = [];
    for (const commit of commits) {
      if (await assets.hasRevision(assetId, commit.sha)) break;
      fresh.push(commit);
    }
    let ordinal = ((await assets.lastOrdinal(assetId)) ?? -1) + 1;
    let previous: string | undefined;
    for (const commit of fresh.reverse()) {
      const [file] = await this.#reader.manifestsAt(commit.sha, manifestPath);
      const manifest = file?.manifests.find(
        candidate => candidate.name === name,
      );
      if (!manifest) continue;
      const found = findAssetFiles(
        manifestPath,
        manifest,
        await this.#reader.tree(commit.sha),
      );
      if (!found.ok) continue;
      const state = JSON.stringify([file.oid, found.files]);
      if (state === previous && commit.sha !== head.sha) continue;
      previous = state;
      const pullRequest = await this.source.changes?.pullRequestOfCommit(
        this.repository,
        commit.sha,
      );
      await assets.addRevision(assetId, {
        commit: toCommit(commit, pullRequest),
        ordinal: ordinal++,
        manifest,
        files: found.files,
        byteDigest: found.byteDigest,
        pushed: known !== undefined,
        problems: [],
      });
    }
  }

  #linked(commit: string, problem: FileProblem): FileProblem {
    const { path, line } = problem;
    return {
      ...problem,
      url: this.source.fileUrl(this.repository, commit, path, line),
    };
  }
}

/** The job kind that reads one repository into assets and revisions. */
export function syncRepository(
  rooms: SyncRooms,
): JobKind<SyncPayload, SyncResult> {
  return {
    kind: 'sync',
    lane: 'effect',
    async run({ payload, progress }) {
      const source = rooms.sources.get(payload.sourceId);
      if (!source)
        throw new Error(`No source ${payload.sourceId} is configured.`);
      try {
        return await new RepositorySync(
          rooms,
          source,
          payload.repository,
          progress,
        ).run();
      } catch (error) {
        const reason = `${
          payload.repository
        } could not be read: ${stringifyError(
          error,
        )}. The last good state is shown; it is tried again with the next pass.`;
        await rooms.repositories.failed(source.id, payload.repository, reason);
        await rooms.assets.markUnknown(source.id, payload.repository, reason);
        throw error;
      }
    },
    committed: ({ assetIds, removed }) =>
      rooms.synced([...assetIds, ...removed]),
  };
}
