import type {
  Source,
  SourceCommit,
} from '@greenroom/backstage-plugin-greenroom-node';
import type { AssetStore } from '../registry/AssetStore';
import type { ManifestFolder } from './manifestFolders';
import { identityOf, readAssetAt } from './readAssetAt';
import { type RepositoryReader, toCommit } from './RepositoryReader';

/** An asset whose revisions are read. */
export type ReadAsset = {
  readonly id: string;
  readonly folder: string;
  readonly name: string;
};

/** The revisions of some assets, while one walks from commit to commit. */
class Revisions {
  readonly followed = new Map<
    string,
    ReadAsset & { ordinal: number; identity?: string; isMoved: boolean }
  >();

  constructor(
    private readonly how: {
      assets: AssetStore;
      source: Source;
      repository: string;
      reader: RepositoryReader;
      isFirst: boolean;
    },
  ) {}

  async follow(asset: ReadAsset): Promise<void> {
    if (this.followed.has(asset.id)) return;
    const last = await this.how.assets.lastRevision(asset.id);
    this.followed.set(asset.id, {
      ...asset,
      ordinal: (last?.ordinal ?? -1) + 1,
      identity: last && identityOf(last.manifest, last.files),
      isMoved: false,
    });
  }

  async read(
    commit: SourceCommit,
    folders: ReadonlyMap<string, ManifestFolder>,
    place: 'head' | 'on the way',
  ): Promise<void> {
    const { assets, reader, isFirst } = this.how;
    let details: ReturnType<typeof toCommit> | undefined;
    for (const asset of this.followed.values()) {
      const folder = folders.get(asset.folder);
      if (!folder || (await assets.hasRevision(asset.id, commit.sha))) continue;
      const state = await readAssetAt(reader, commit.sha, folder, asset.name);
      if (!state) continue;
      const { manifest } = state;
      const identity = identityOf(manifest, state.files);
      // A merge changes nothing that its branch did not; it is what people look for.
      const isNews =
        identity !== asset.identity || (place === 'head' && asset.isMoved);
      if (state.problems.length > 0 || !isNews) continue;
      details ??= toCommit(commit, await this.#pullRequestOf(commit));
      await assets.addRevision(asset.id, {
        commit: details,
        ordinal: asset.ordinal,
        manifest,
        files: state.files,
        byteDigest: state.byteDigest,
        pushed: !isFirst,
        problems: [],
      });
      asset.identity = identity;
      asset.isMoved = true;
      asset.ordinal += 1;
    }
  }

  /** History that was there before us came in by pull requests nobody asks for. */
  async #pullRequestOf({ sha }: SourceCommit) {
    const { isFirst, source, repository } = this.how;
    if (isFirst) return undefined;
    const pull = await source.changes?.pullRequestOfCommit(repository, sha);
    return pull?.number === undefined
      ? undefined
      : { number: pull.number, url: pull.url };
  }
}

/**
 * Adds a revision to each asset for each commit that changed it: commits
 * outside, assets inside, so that each tree is asked for once.
 */
export async function readHistory(how: {
  assets: AssetStore;
  source: Source;
  repository: string;
  reader: RepositoryReader;
  /** Oldest first; the last is the head. */
  commits: readonly SourceCommit[];
  /** The repository was never read before. */
  isFirst: boolean;
  /** Assets that are not the same at the head. */
  moved: readonly ReadAsset[];
  /** Assets that are the same at the head and were not at this commit. */
  movedAt(commit: string): Promise<readonly ReadAsset[]>;
  progress(fraction: number, message?: string): void;
}): Promise<void> {
  const { commits, reader } = how;
  const revisions = new Revisions(how);
  for (const asset of how.moved) await revisions.follow(asset);
  for (const [i, commit] of commits.entries()) {
    how.progress(i / commits.length, `Reading ${commit.sha.slice(0, 7)}`);
    const isHead = i === commits.length - 1;
    const others = isHead || how.isFirst ? [] : await how.movedAt(commit.sha);
    for (const asset of others) await revisions.follow(asset);
    if (revisions.followed.size === 0) continue;
    const folders = await reader.folders(commit.sha);
    await revisions.read(
      commit,
      new Map(folders.map(folder => [folder.folder, folder])),
      isHead ? 'head' : 'on the way',
    );
  }
}
