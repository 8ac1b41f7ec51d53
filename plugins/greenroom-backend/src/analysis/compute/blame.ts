import {
  Blame,
  type BlameCommit,
  type BlameRemark,
  resumeBlame,
  TableError,
  writeBlame,
} from '@greenroom/dataset';
import path from 'node:path';

/** Files are our own artifacts. */
export type BlameInput = {
  readonly key: string;
  /** A blame to go on with. */
  readonly before?: string;
  /** Oldest first. */
  readonly revisions: readonly {
    readonly commit: BlameCommit;
    readonly content: string;
    /** Absent where the rows could not be read. */
    readonly snapshot?: string;
    readonly columns?: readonly {
      readonly name: string;
      readonly type: string;
    }[];
  }[];
};

export type BlameSummary = { readonly remarks: readonly BlameRemark[] };

/** Leaves `blame.parquet`: who last set each cell of the last revision. */
export async function blame(
  { key, before, revisions }: BlameInput,
  outDirectory: string,
  tell: (fraction: number, message?: string) => void,
): Promise<BlameSummary> {
  const blamed = before ? await resumeBlame(before) : Blame.begin([key]);
  try {
    for (const [i, revision] of revisions.entries()) {
      const { commit, content, snapshot, columns } = revision;
      tell(i / revisions.length, `Reading ${commit.sha.slice(0, 7)}`);
      await blamed.add({
        commit,
        content,
        read: async () => {
          if (snapshot)
            return {
              kind: 'snapshot',
              name: commit.sha.slice(0, 7),
              path: snapshot,
              columns,
            };
          throw new TableError('its files could not be read');
        },
      });
    }
  } finally {
    await blamed.close();
  }
  const { remarks } = blamed.facts;
  if (!blamed.state) {
    throw new TableError(
      `No revision has rows that are told apart by ${key}. ${
        remarks.at(-1)?.message ?? ''
      }`,
    );
  }
  await writeBlame(blamed, path.join(outDirectory, 'blame.parquet'));
  return { remarks };
}
