import type { FileProblem } from '@greenroom/backstage-plugin-greenroom-common';
import type { SourceCommit } from '@greenroom/backstage-plugin-greenroom-node';
import {
  datasetLinks,
  type GtoArtifact,
  type Manifest,
} from '@greenroom/manifest';
import type { AssetDeclaration } from '../registry/operations/declareAssets';
import {
  type Adoptable,
  type AdoptedEntity,
  entityDeclaredBeside,
} from './adoptedEntity';
import { findAssetFiles, watchedPaths } from './assetFiles';
import { CODEOWNERS_PLACES, ownerFromCodeowners } from './codeowners';
import { entityRefOf, providedEntityRef } from './ownership';
import { registrationOf } from './registrationOf';
import type {
  FolderAsset,
  FolderAtCommit,
  RepositoryReader,
} from './RepositoryReader';

/** More of them help nobody. */
const MAXIMUM_WARNINGS = 50;
/** Files that bear on every asset of a repository. */
export const SHARED_FILES = [...CODEOWNERS_PLACES, 'catalog-info.yaml'];

/** What is the same for all assets of one sync. */
export type SyncFacts = {
  readonly sourceId: string;
  readonly repository: string;
  readonly head: SourceCommit;
  readonly isArchived: boolean;
  readonly artifacts: readonly GtoArtifact[];
  readonly defaultOwner: string;
};

/** What git declares of an asset, and the paths whose change makes another reading. */
export type Declared = {
  readonly declaration: AssetDeclaration;
  readonly watched: readonly string[];
};

/** Says what git declares of an asset: who owns it, which entity it is, what is wrong with it. */
export class AssetDeclarer {
  constructor(
    private readonly reader: RepositoryReader,
    private readonly facts: SyncFacts,
    private readonly adopted: ReadonlyMap<string, AdoptedEntity>,
  ) {}

  async declare(
    id: string,
    folder: string,
    asset: FolderAsset,
    said: Pick<FolderAtCommit, 'problems' | 'warnings'>,
  ): Promise<Declared> {
    const { manifest, path, paths } = asset;
    const { sourceId, repository, head, isArchived, artifacts } = this.facts;
    const kind = manifest.kind === 'Dataset' ? 'dataset' : 'model';
    const where = { id, repository, path, name: manifest.name };
    const adopted = await this.#adopted(where);
    const owner = manifest.owner && entityRefOf(manifest.owner, 'group');
    const files = await this.reader.files(
      head.sha,
      watchedPaths(path, manifest, {}),
    );
    const found = findAssetFiles(path, manifest, files);
    const declaration: AssetDeclaration = {
      ...where,
      kind,
      sourceId,
      entityRef: adopted?.entityRef ?? providedEntityRef(kind, manifest.name),
      adopted: adopted !== undefined,
      owner: owner || (await this.#owner(path)),
      system: manifest.system && entityRefOf(manifest.system, 'system'),
      manifest,
      card: asset.card,
      headCommit: head.sha,
      folder,
      paths,
      registration: registrationOf(artifacts, folder, manifest.name),
      warnings: said.warnings
        .filter(warning => paths.includes(warning.path))
        .slice(0, MAXIMUM_WARNINGS),
      retain: isRetained(manifest) || adopted?.retain === true,
      archived: isArchived,
      datasets: manifest.kind === 'Model' ? datasetLinks(manifest) : [],
      search: [
        manifest.title,
        manifest.description,
        ...(manifest.tags ?? []),
        ...manifest.formats,
      ].join(' '),
      unread: this.#unread(asset, found.problems, said.problems),
    };
    return { declaration, watched: watchedPaths(path, manifest, found.files) };
  }

  /** What of it could not be read: files that it names, and its own. */
  #unread(
    { manifest, path, paths }: FolderAsset,
    ofFiles: readonly FileProblem[],
    ofFolder: readonly FileProblem[],
  ): AssetDeclaration['unread'] {
    const problems = [...ofFiles, ...wrongReferences(path, manifest)].map(
      problem => this.reader.linked(this.facts.head.sha, problem),
    );
    const own = ofFolder.filter(problem => paths.includes(problem.path));
    if (problems.length + own.length === 0) return undefined;
    return {
      reason:
        ofFiles.length > 0
          ? 'A file that the manifest names is missing; the last good state is shown.'
          : 'Part of what declares it cannot be read; the rest is shown.',
      problems: [...problems, ...own],
    };
  }

  async #adopted(where: Adoptable): Promise<AdoptedEntity | undefined> {
    const catalogInfo = await this.reader.text(
      this.facts.head.sha,
      'catalog-info.yaml',
    );
    const beside = catalogInfo && entityDeclaredBeside(catalogInfo, where);
    return beside || this.adopted.get(where.id);
  }

  async #owner(path: string): Promise<string> {
    for (const place of CODEOWNERS_PLACES) {
      const text = await this.reader.text(this.facts.head.sha, place);
      const owner = text && ownerFromCodeowners(text, path);
      if (owner) return owner;
    }
    return this.facts.defaultOwner;
  }
}

function isRetained(manifest: Manifest): boolean {
  return (
    manifest.retain === true ||
    manifest.annotations?.['greenroom.dev/retain'] === 'true'
  );
}

function wrongReferences(path: string, manifest: Manifest): FileProblem[] {
  const said = [
    ['owner', manifest.owner, 'group'],
    ['system', manifest.system, 'system'],
  ] as const;
  return said
    .filter(([, ref, kind]) => ref !== undefined && !entityRefOf(ref, kind))
    .map(([field, ref]) => ({
      path,
      line: manifest.origins[`/${field}`]?.line,
      message: `${ref} is no entity reference. Write the ${field} as a name or as kind:namespace/name.`,
    }));
}
