import type { FileProblem } from '@greenroom/backstage-plugin-greenroom-common';
import type { Source } from '@greenroom/backstage-plugin-greenroom-node';
import { readGtoTags } from '@greenroom/manifest';
import pLimit from 'p-limit';
import type { Asset } from '../registry/Asset';
import type { AssetDeclaration } from '../registry/operations/declareAssets';
import { inPages } from '../database/inPages';
import {
  AssetDeclarer,
  type Declared,
  SHARED_FILES,
  type SyncFacts,
} from './AssetDeclarer';
import { folderFingerprint, type ManifestFolder } from './manifestFolders';
import { movedBranch } from './movedBranch';
import { type ReadAsset, readHistory } from './readHistory';
import {
  type FolderAsset,
  type FolderAtCommit,
  RepositoryReader,
} from './RepositoryReader';
import { READER_VERSION } from './readerVersion';
import type { KnownFolder } from './FolderStore';
import type { SyncResult, SyncRooms } from './syncRepository';

/** Folders read at a time: enough for speed, few enough for the host. */
const FOLDERS_AT_A_TIME = 4;
/** Folders whose assets are written together. */
const FOLDERS_WRITTEN = 25;

type ReadFolder = {
  readonly folder: ManifestFolder;
  readonly reading: FolderAtCommit;
};

/** What came of the folders that were read. */
type Taken = {
  /** Ids, and names by which deployments call their models. */
  readonly changed: Set<string>;
  readonly gone: Asset[];
  readonly folders: KnownFolder[];
  readonly kept: ReadAsset[];
  readonly problems: FileProblem[];
  /** Ids of those that are other than they were. */
  readonly deployments: string[];
};

type Deployed = {
  /** Ids of models that were or are served. */
  readonly models: readonly string[];
  /** Ids of deployments that are other than they were. */
  readonly moved: readonly string[];
};

/** One reading of one repository: what moved since the last, and nothing else. */
export class RepositorySync {
  readonly #reader: RepositoryReader;
  /** Folders that declared deployments the last time. */
  #serving: ReadonlySet<string> = new Set();

  constructor(
    private readonly rooms: SyncRooms,
    private readonly source: Source,
    private readonly repository: string,
    private readonly progress: (fraction: number, message?: string) => void,
  ) {
    this.#reader = new RepositoryReader(source, repository);
  }

  async run(options: {
    everything: boolean;
  }): Promise<SyncResult & { problems: number }> {
    const { assets, repositories, defaultOwners, beside } = this.rooms;
    const known = await repositories.get(this.source.id, this.repository);
    const head = await this.source.getHead(this.repository);
    const tags = await this.source.listTags(this.repository);
    await repositories.tagged(this.source.id, this.repository, tags);
    const artifacts = readGtoTags(tags);
    const isOld = (known?.readerVersion ?? 0) < READER_VERSION;
    const isTagged =
      JSON.stringify(artifacts) !== JSON.stringify(known?.tags ?? []);
    const everything = options.everything || isOld || isTagged;
    const isUnread = await beside?.isUnread(this.source.id, this.repository);
    const isSame = !known?.error && known?.headCommit === head.sha;
    if (isSame && !everything && !isUnread) {
      const problems = known.problems.length;
      return {
        changed: [],
        removed: [],
        deployments: [],
        commit: head.sha,
        problems,
      };
    }
    const facts: SyncFacts = {
      sourceId: this.source.id,
      repository: this.repository,
      head,
      artifacts,
      isArchived: known?.archived ?? false,
      defaultOwner:
        defaultOwners.get(this.source.id) ?? 'group:default/unowned',
    };
    const found = await this.#readTree(facts, known?.headCommit, everything);
    await beside?.read(
      this.source,
      this.repository,
      head.sha,
      await this.#reader.oids(head.sha),
    );
    await assets.markReached(this.source.id, this.repository, head.sha);
    await repositories.read(this.source.id, this.repository, {
      headCommit: head.sha,
      problems: found.problems,
      readerVersion: READER_VERSION,
      tags: artifacts,
    });
    return { ...found, commit: head.sha, problems: found.problems.length };
  }

  async #readTree(
    facts: SyncFacts,
    last: string | undefined,
    everything: boolean,
  ) {
    const { folders: store, assets, deployments } = this.rooms;
    const { head } = facts;
    const oids = await this.#reader.oids(head.sha);
    if (oids.size === 0) {
      throw new Error(
        'its newest commit has no files, so nothing is concluded from it',
      );
    }
    const folders = await this.#reader.folders(head.sha);
    const known = await store.list(this.source.id, this.repository);
    const before = await assets.listOfRepository(
      this.source.id,
      this.repository,
    );
    this.#serving = await deployments.listFolders(
      this.source.id,
      this.repository,
    );
    const isSame = (folder: ManifestFolder) => {
      const then = known.get(folder.folder);
      return (
        then?.fingerprint ===
        folderFingerprint(folder, then?.watched ?? [], SHARED_FILES, oids)
      );
    };
    const touched = folders.filter(folder => everything || !isSame(folder));
    const isTouched = new Set(touched);
    const read = await this.#readFolders(head.sha, touched);
    const untouched = folders.filter(folder => !isTouched.has(folder));
    const taken = await this.#take(facts, read, untouched, known, before, oids);
    const there = new Set(folders.map(({ folder }) => folder));
    const goneFolders = [...known.keys()].filter(folder => !there.has(folder));
    await store.remove(this.source.id, this.repository, goneFolders);
    const withdrawn = await this.#withdraw(goneFolders);
    withdrawn.models.forEach(id => taken.changed.add(id));
    await this.#readMoved(facts, last, before, taken, known);
    const removed = await this.#remove(
      [...taken.gone, ...before.filter(({ folder }) => !there.has(folder))],
      head.sha,
    );
    // After all that they say is done: whoever breaks off before reads them again.
    await store.put(this.source.id, this.repository, taken.folders);
    const refs = [...before, ...(await assets.getMany([...taken.changed]))];
    const namesakes = await assets.markDuplicates(
      refs.map(({ entityRef }) => entityRef),
    );
    return {
      changed: [...new Set([...taken.changed, ...namesakes])],
      removed,
      deployments: [...taken.deployments, ...withdrawn.moved],
      problems: [
        ...untouched.flatMap(({ folder }) => known.get(folder)?.problems ?? []),
        ...taken.problems,
      ],
    };
  }

  #readFolders(
    commit: string,
    folders: readonly ManifestFolder[],
  ): Promise<ReadFolder[]> {
    const limit = pLimit(FOLDERS_AT_A_TIME);
    return Promise.all(
      folders.map(folder =>
        limit(async () => ({
          folder,
          reading: await this.#reader.readFolder(commit, folder),
        })),
      ),
    );
  }

  async #take(
    facts: SyncFacts,
    read: readonly ReadFolder[],
    untouched: readonly ManifestFolder[],
    known: ReadonlyMap<string, KnownFolder>,
    before: readonly Asset[],
    oids: ReadonlyMap<string, string>,
  ): Promise<Taken> {
    const taken: Taken = {
      changed: new Set(),
      gone: [],
      folders: [],
      kept: [],
      problems: [],
      deployments: [],
    };
    const wheres = read.flatMap(({ reading }) =>
      reading.assets.map(asset => ({
        id: this.#idOf(asset),
        repository: this.repository,
        path: asset.path,
        name: asset.manifest.name,
      })),
    );
    const declarer = new AssetDeclarer(
      this.#reader,
      facts,
      await this.rooms.adoptedEntities(wheres),
    );
    // Folders that are not read again keep what they declared.
    const holders = new Map(
      untouched
        .flatMap(({ folder }) => known.get(folder) ?? [])
        .flatMap(({ folder, assetIds }) => assetIds.map(id => [id, folder])),
    );
    const how = { facts, declarer, holders, before, oids, taken };
    let done = 0;
    for (const page of inPages(read, FOLDERS_WRITTEN)) {
      const declarations: AssetDeclaration[] = [];
      for (const { folder, reading } of page) {
        this.progress(
          done / read.length,
          `Reading ${folder.folder || 'the root'}`,
        );
        declarations.push(...(await this.#takeFolder(how, folder, reading)));
        done += 1;
      }
      await this.rooms.assets.declare(declarations);
    }
    return taken;
  }

  async #takeFolder(
    how: {
      facts: SyncFacts;
      declarer: AssetDeclarer;
      holders: Map<string, string>;
      before: readonly Asset[];
      oids: ReadonlyMap<string, string>;
      taken: Taken;
    },
    folder: ManifestFolder,
    reading: FolderAtCommit,
  ): Promise<AssetDeclaration[]> {
    const { facts, declarer, holders, before, taken } = how;
    const { sha } = facts.head;
    const problems = [...reading.problems];
    const declared: Declared[] = [];
    const ids: string[] = [];
    for (const asset of reading.assets) {
      const id = this.#idOf(asset);
      const holder = holders.get(id);
      if (holder !== undefined) {
        problems.push(this.#twice(sha, asset, holder));
        continue;
      }
      holders.set(id, folder.folder);
      ids.push(id);
      declared.push(await declarer.declare(id, folder.folder, asset, reading));
      taken.kept.push({
        id,
        folder: folder.folder,
        name: asset.manifest.name,
      });
      taken.changed.add(id);
    }
    const rest = before.filter(
      asset => asset.folder === folder.folder && !ids.includes(asset.id),
    );
    if (reading.problems.length > 0) {
      // What cannot be read was not taken away: its last good state stays.
      await this.#hold(rest, sha, reading.problems);
      rest.forEach(({ id }) => taken.changed.add(id));
      ids.push(...rest.map(({ id }) => id));
    } else {
      taken.gone.push(...rest);
    }
    const deployed = await this.#deploy(sha, folder.folder, reading);
    deployed.models.forEach(id => taken.changed.add(id));
    taken.deployments.push(...deployed.moved);
    taken.problems.push(...problems);
    const watched = declared.flatMap(each => each.watched);
    taken.folders.push({
      folder: folder.folder,
      watched,
      fingerprint: folderFingerprint(folder, watched, SHARED_FILES, how.oids),
      assetIds: ids,
      problems,
    });
    return declared.map(({ declaration }) => declaration);
  }

  async #hold(
    assets: readonly Asset[],
    commit: string,
    problems: readonly FileProblem[],
  ): Promise<void> {
    for (const { id, paths } of assets) {
      const own = problems.filter(({ path }) => paths.includes(path));
      await this.rooms.assets.markProblems(
        id,
        commit,
        'The manifest cannot be read; the last good state is shown.',
        own.length > 0 ? own : problems,
      );
    }
  }

  /** Takes away what folders declared that are gone. */
  async #withdraw(folders: readonly string[]): Promise<Deployed> {
    if (folders.length === 0) return { models: [], moved: [] };
    const { deployments } = this.rooms;
    const where = { sourceId: this.source.id, repository: this.repository };
    const models = await Promise.all(
      folders
        .filter(folder => this.#serving.has(folder))
        .map(folder => deployments.modelsServedFrom({ ...where, folder })),
    );
    const moved = await deployments.removeFolders(
      this.source.id,
      this.repository,
      folders,
    );
    return { models: models.flat(), moved };
  }

  /** Puts what a folder declares in the place of what it declared before. */
  async #deploy(
    commit: string,
    folder: string,
    { deployments: declared }: FolderAtCommit,
  ): Promise<Deployed> {
    const { deployments } = this.rooms;
    if (declared.length === 0 && !this.#serving.has(folder))
      return { models: [], moved: [] };
    const where = {
      sourceId: this.source.id,
      repository: this.repository,
      folder,
      commit,
    };
    const before = await deployments.modelsServedFrom(where);
    const moved = await deployments.replace(
      where,
      declared.map(({ manifest: { deployment }, path }) => ({
        ...deployment,
        url: this.source.fileUrl(
          this.repository,
          commit,
          path,
          deployment.origin.line,
        ),
      })),
    );
    const after = await deployments.modelsServedFrom(where);
    return { models: [...before, ...after], moved };
  }

  /** Revisions of what was read, and of what a force-push took away. */
  async #readMoved(
    { head }: SyncFacts,
    last: string | undefined,
    before: readonly Asset[],
    taken: Taken,
    known: ReadonlyMap<string, KnownFolder>,
  ): Promise<void> {
    const { assets } = this.rooms;
    const branch = await movedBranch(this.source, this.repository, last, head);
    if (branch.dropped.length > 0) {
      await assets.orphanRevisions(
        before.map(({ id }) => id),
        { dropped: branch.dropped, back: branch.fresh.map(({ sha }) => sha) },
      );
      before.forEach(({ id }) => taken.changed.add(id));
    }
    await readHistory({
      assets,
      source: this.source,
      repository: this.repository,
      reader: this.#reader,
      commits: branch.fresh.length > 0 ? branch.fresh : [head],
      isFirst: last === undefined,
      moved: taken.kept,
      movedAt: commit => this.#movedAt(commit, before, known),
      progress: this.progress,
    });
  }

  /** Assets that a commit changed and a later one changed back: the head does not tell. */
  async #movedAt(
    commit: string,
    before: readonly Asset[],
    known: ReadonlyMap<string, KnownFolder>,
  ): Promise<ReadAsset[]> {
    const oids = await this.#reader.oids(commit);
    const folders = await this.#reader.folders(commit);
    const moved = new Set(
      folders
        .filter(folder => {
          const then = known.get(folder.folder);
          return (
            then &&
            then.fingerprint !==
              folderFingerprint(folder, then.watched, SHARED_FILES, oids)
          );
        })
        .map(({ folder }) => folder),
    );
    return before.filter(({ folder }) => moved.has(folder));
  }

  async #remove(gone: readonly Asset[], commit: string): Promise<string[]> {
    if (gone.length === 0) return [];
    const { assets } = this.rooms;
    const now = await assets.getMany(gone.map(({ id }) => id));
    const folders = new Map(now.map(({ id, folder }) => [id, folder]));
    // One that another folder declares now has moved.
    const really = gone.filter(({ id, folder }) => folders.get(id) === folder);
    const retained = really.filter(({ retain }) => retain);
    const removed = really.filter(({ retain }) => !retain);
    await assets.markRetained(
      retained.map(({ id }) => id),
      commit,
    );
    await assets.remove(removed.map(({ id }) => id));
    return removed.map(({ id }) => id);
  }

  #idOf({ manifest }: FolderAsset): string {
    return `${this.source.id}:${this.repository}:${manifest.name}`;
  }

  /** Two folders of one repository cannot declare one name. */
  #twice(
    commit: string,
    { manifest, path }: FolderAsset,
    holder: string,
  ): FileProblem {
    return this.#reader.linked(commit, {
      path,
      line: manifest.origins['/name']?.line ?? manifest.line,
      message: `${manifest.name} is declared in ${
        holder || 'the root'
      } already. Give each asset of a repository a name of its own.`,
    });
  }
}
