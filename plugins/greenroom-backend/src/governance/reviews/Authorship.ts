import type { Source } from '@greenroom/backstage-plugin-greenroom-node';
import { type Author, authorsOf, type HostCommit } from '@greenroom/governance';
import type { ReviewPeople } from './ReviewPeople';

/** Of a longer history the newest are asked for; the rest is told to be unknown. */
const COMMITS_LIMIT = 200;

/** Who wrote a version, by the word of its git host. */
export class Authorship {
  constructor(
    private readonly rooms: {
      sources: ReadonlyMap<string, Source>;
      people: Pick<ReviewPeople, 'usersOf'>;
      /** Accounts behind which there is no person. */
      machines: ReadonlySet<string>;
    },
  ) {}

  /**
   * Authors of every commit that touches these paths, up to a revision and after
   * another one, which was approved.
   */
  async of(where: {
    readonly sourceId: string;
    readonly repository: string;
    readonly revision: string;
    readonly paths: readonly string[];
    readonly after?: string;
  }): Promise<readonly Author[]> {
    const { people, machines } = this.rooms;
    const { commits, isCut } = await this.#commits(where);
    const users = await people.usersOf(
      commits.flatMap(({ login, pullAuthor }) => [
        ...(login === undefined ? [] : [login]),
        ...(pullAuthor === undefined ? [] : [pullAuthor]),
      ]),
    );
    const authors = authorsOf(commits, {
      userOf: login => users.get(login),
      machines,
    });
    if (!isCut) return authors;
    return [
      ...authors,
      {
        name: `authors of commits before the newest ${COMMITS_LIMIT}`,
        by: 'claimed',
        commits: [],
      },
    ];
  }

  async #commits({
    sourceId,
    repository,
    revision,
    paths,
    after,
  }: Parameters<Authorship['of']>[0]): Promise<{
    commits: readonly HostCommit[];
    isCut: boolean;
  }> {
    const source = this.rooms.sources.get(sourceId);
    if (!source) return { commits: [], isCut: true };
    const found = new Map<string, HostCommit>();
    let isCut = false;
    for (const path of paths) {
      const listed = await source.listCommits(repository, {
        ref: revision,
        path,
        limit: COMMITS_LIMIT,
      });
      const end = listed.findIndex(({ sha }) => sha === after);
      isCut ||= end < 0 && listed.length === COMMITS_LIMIT;
      for (const commit of end < 0 ? listed : listed.slice(0, end)) {
        if (found.has(commit.sha)) continue;
        const pull = await source.changes?.pullRequestOfCommit(
          repository,
          commit.sha,
        );
        found.set(commit.sha, {
          commit: commit.sha,
          gitName: commit.author,
          login: commit.identity?.login,
          signature: commit.identity?.signature ?? 'none',
          pullAuthor: pull?.author,
        });
      }
    }
    return { commits: [...found.values()], isCut };
  }
}
