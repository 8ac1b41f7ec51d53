import type { SourceCommit } from '@greenroom/backstage-plugin-greenroom-node';

/** What we read of a commit, in listings and in comparisons. */
export type CommitAnswer = {
  readonly sha: string;
  readonly html_url: string;
  readonly parents: readonly { readonly sha: string }[];
  readonly commit: {
    readonly message: string;
    readonly author: {
      readonly name?: string;
      readonly email?: string;
      readonly date?: string;
    } | null;
    readonly verification?: { readonly verified: boolean };
  };
  /** The account that has the e-mail; null where none has. */
  readonly author?: { readonly login?: string } | null;
};

export function toSourceCommit(answer: CommitAnswer): SourceCommit {
  const { author, message } = answer.commit;
  return {
    sha: answer.sha,
    parents: answer.parents.map(parent => parent.sha),
    author: author?.name ?? 'unknown',
    authorEmail: author?.email ?? '',
    date: author?.date ?? '',
    message,
    url: answer.html_url,
    identity: {
      login: answer.author?.login,
      signature: answer.commit.verification?.verified ? 'verified' : 'none',
    },
  };
}
