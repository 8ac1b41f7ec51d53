/** What a revision writes down for a file, read again. */
export type Pin =
  /** A blob of the repository, by its object id. */
  | { readonly storage: 'git'; readonly oid: string }
  | {
      readonly storage: 'lfs';
      readonly sha256: string;
      /** Revisions that were read before sizes were kept have none. */
      readonly sizeBytes?: number;
    }
  /** A file, or a folder with all that is in it. */
  | {
      readonly storage: 'dvc';
      readonly md5: string;
      readonly kind: 'file' | 'folder';
    }
  /** Bytes at an address that the manifest declares. */
  | { readonly storage: 'address'; readonly sha256: string }
  | { readonly storage: 'address'; readonly etag: string };

const OID = /^[0-9a-f]{40}([0-9a-f]{24})?$/;
const SHA256 = /^[0-9a-f]{64}$/;
const LFS = /^([0-9a-f]{64})(?::(\d{1,15}))?$/;
const DVC = /^([0-9a-f]{32})(\.dir)?$/;

/** Undefined for what is pinned in no way that is known here. */
export function readPin(text: string): Pin | undefined {
  const [, scheme, rest] = /^(?:([a-z0-9]+):)?(.*)$/s.exec(text) ?? [];
  switch (scheme) {
    case undefined:
      return OID.test(rest) ? { storage: 'git', oid: rest } : undefined;
    case 'lfs': {
      const [, sha256, size] = LFS.exec(rest) ?? [];
      if (sha256 === undefined) return undefined;
      return size === undefined
        ? { storage: 'lfs', sha256 }
        : { storage: 'lfs', sha256, sizeBytes: Number(size) };
    }
    case 'dvc': {
      const [, md5, folder] = DVC.exec(rest) ?? [];
      return md5 === undefined
        ? undefined
        : { storage: 'dvc', md5, kind: folder ? 'folder' : 'file' };
    }
    case 'sha256':
      return SHA256.test(rest)
        ? { storage: 'address', sha256: rest }
        : undefined;
    case 'etag':
      return rest === '' ? undefined : { storage: 'address', etag: rest };
    default:
      return undefined;
  }
}
