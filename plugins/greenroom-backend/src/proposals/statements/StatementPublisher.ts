import { stringifyError } from '@backstage/errors';
import type {
  Person,
  PullRequest,
  PullRequestRef,
  Source,
} from '@greenroom/backstage-plugin-greenroom-node';
import { failedPublishing } from '../failedPublishing';
import { changeHostOf } from '../publishProposal';

/** A signed statement on its way to git. */
export type StatementFile = {
  /** Of the review, by which its pull request is found again. */
  readonly id: string;
  readonly sourceId: string;
  readonly repository: string;
  readonly path: string;
  readonly content: string;
  readonly title: string;
  /** Markdown. */
  readonly description: string;
  readonly coAuthor?: Person;
};

export type StatementWritten =
  | { readonly type: 'written'; readonly pull: PullRequest }
  /** The host said no, or cannot be asked: the message says what to do. */
  | { readonly type: 'refused'; readonly problem: string };

/** Writes signed statements to git: one file, one commit, one pull request. */
export class StatementPublisher {
  constructor(
    private readonly rooms: {
      sources: ReadonlyMap<string, Source>;
      labels: readonly string[];
    },
  ) {}

  /** The same statement twice gives the same pull request. */
  async write(file: StatementFile): Promise<StatementWritten> {
    const source = this.rooms.sources.get(file.sourceId);
    if (!source)
      return {
        type: 'refused',
        problem: `The source ${file.sourceId} is no longer configured.`,
      };
    try {
      return { type: 'written', pull: await this.#open(source, file) };
    } catch (error) {
      const { type } = failedPublishing(error);
      return {
        type: 'refused',
        problem:
          type === 'refused'
            ? (error as Error).message
            : `The host gave no answer: ${stringifyError(
                error,
              )} Write it again: what is there already is not made twice.`,
      };
    }
  }

  /** Where its pull request stands; undefined where there is none. */
  async find(
    file: Pick<StatementFile, 'id' | 'sourceId' | 'repository'>,
    ref?: PullRequestRef,
  ): Promise<PullRequest | undefined> {
    const host = this.rooms.sources.get(file.sourceId)?.changes;
    return ref
      ? host?.getPullRequest(file.repository, ref)
      : host?.findPullRequest(file.repository, statementMarker(file.id));
  }

  async #open(source: Source, file: StatementFile): Promise<PullRequest> {
    const host = changeHostOf(source);
    const { repository } = file;
    const first = statementMarker(file.id);
    let marker = first;
    let branch = `greenroom/review-${file.id.slice(0, 8)}`;
    let existing = await host.findPullRequest(repository, marker);
    // A closed one was turned down on the host; writing again is another attempt,
    // found by what it comes after.
    while (existing?.state === 'closed' && existing.number !== undefined) {
      marker = `${first}:after-${existing.number};`;
      branch = `greenroom/review-${file.id.slice(0, 8)}-${existing.number}`;
      existing = await host.findPullRequest(repository, marker);
    }
    if (existing && existing.state !== 'closed') return existing;
    const head = await source.getHead(repository);
    const found = await source.findRepository(repository);
    return host.openPullRequest({
      repository,
      baseBranch: found?.defaultBranch ?? 'main',
      baseCommit: head.sha,
      branch,
      state: 'ready',
      commits: [
        {
          message: file.title,
          edits: [
            { path: file.path, content: Buffer.from(file.content, 'utf8') },
          ],
        },
      ],
      title: file.title,
      body: `${file.description}\n\n<!-- ${marker} -->\n`,
      marker,
      labels: this.rooms.labels,
      reviewers: [],
      coAuthor: file.coAuthor,
    });
  }
}

function statementMarker(reviewId: string): string {
  return `greenroom-review:${reviewId}`;
}
