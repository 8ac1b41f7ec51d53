import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type {
  FileEdit,
  Source,
  SourceTreeEntry,
} from '@greenroom/backstage-plugin-greenroom-node';

/**
 * A source whose commits have some files as somebody is about to leave them:
 * what reads at a commit, reads the edits, and everything else from the source.
 */
export function editedSource(
  source: Source,
  edits: readonly FileEdit[],
): Source {
  const contents = new Map(
    edits.map(({ content }) => [blobId(content), content]),
  );
  const { openBlob, rateLimit } = source;
  return {
    id: source.id,
    kind: source.kind,
    target: source.target,
    manifestPaths: source.manifestPaths,
    listRepositories: () => source.listRepositories(),
    findRepository: (...question) => source.findRepository(...question),
    getHead: repository => source.getHead(repository),
    listTree: async (repository, commit) =>
      edited(await source.listTree(repository, commit), edits),
    listCommits: (...question) => source.listCommits(...question),
    compare: (...question) => source.compare(...question),
    listTags: repository => source.listTags(repository),
    readBlob: async (repository, oid, options) =>
      contents.get(oid) ?? source.readBlob(repository, oid, options),
    ...(openBlob && {
      openBlob: async (repository, oid, options) => {
        const content = contents.get(oid);
        return content
          ? { stream: Readable.from([content]), sizeBytes: content.length }
          : openBlob.call(source, repository, oid, options);
      },
    }),
    lfsEndpoint: repository => source.lfsEndpoint(repository),
    fileUrl: (...place) => source.fileUrl(...place),
    commitUrl: (...place) => source.commitUrl(...place),
    ...(rateLimit && { rateLimit: () => rateLimit.call(source) }),
  };
}

function edited(
  tree: readonly SourceTreeEntry[],
  edits: readonly FileEdit[],
): SourceTreeEntry[] {
  const entries = new Map(tree.map(entry => [entry.path, entry]));
  for (const { path, content } of edits)
    entries.set(path, {
      path,
      oid: blobId(content),
      type: 'file',
      sizeBytes: content.length,
    });
  return [...entries.values()];
}

/** As git names a blob: the header and the content, by SHA-1. */
function blobId(content: Buffer): string {
  return createHash('sha1')
    .update(`blob ${content.length}\0`)
    .update(content)
    .digest('hex');
}
