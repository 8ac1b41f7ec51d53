import { PLAN_LABEL } from '@greenroom/backstage-plugin-greenroom-common';
import type {
  ChangeHost,
  Labelling,
  PullRequest,
} from '@greenroom/backstage-plugin-greenroom-node';
import type { Knex } from 'knex';
import { testDatabases } from '../../database/testDatabases';
import { permitByLabel } from './permitByLabel';
import { PermitStore } from './PermitStore';
import { WaitStore } from './WaitStore';

/** Real databases, on a machine that may be busy. */
jest.setTimeout(60_000);

const PLACE = { sourceId: 'github', repository: 'acme/data', number: 7 };

/** One pull request of a fork, as its host has it. */
class Fork {
  head = 'first';
  labellings: Labelling[] = [];
  /** Happens when somebody asks who may write. */
  meanwhile: () => void = () => {};

  label(by: string): void {
    this.labellings.push({ id: `${this.labellings.length + 1}`, by });
  }

  pull(): PullRequest {
    return {
      number: 7,
      url: 'https://host.test/7',
      title: 'Change',
      state: 'open',
      draft: false,
      author: 'stranger',
      headBranch: 'change',
      headRepository: 'stranger/data',
      headCommit: this.head,
      baseBranch: 'main',
      labels: this.labellings.length > 0 ? [PLAN_LABEL] : [],
      requestedReviewers: [],
    };
  }

  readonly host: Partial<ChangeHost> = {
    getPullRequest: async () => this.pull(),
    findLabelling: async () => this.labellings.at(-1),
    hasWriteAccess: async (_repository, login) => {
      this.meanwhile();
      return login === 'mira';
    },
  };
}

describe.each(testDatabases())(
  'permitByLabel on $name',
  ({ knex: connect }) => {
    let knex: Knex;
    let fork: Fork;
    beforeEach(async () => {
      knex = await connect();
      fork = new Fork();
    });
    afterEach(() => knex.destroy());

    /** What comes of looking at the pull request once more. */
    const look = async () => {
      const permits = new PermitStore(knex);
      await permitByLabel(
        { permits, waits: new WaitStore(knex) },
        { place: PLACE, host: fork.host as ChangeHost },
        fork.pull(),
      );
      return (await permits.find(PLACE, fork.head))?.by;
    };

    it('lets a push that somebody with write access labelled after it was seen', async () => {
      expect(await look()).toBeUndefined();
      fork.label('stranger');
      expect(await look()).toBeUndefined();
      fork.label('mira');
      expect(await look()).toBe('mira');
    });

    it('takes another label after another push', async () => {
      await look();
      fork.label('mira');
      await look();
      fork.head = 'second';
      expect(await look()).toBeUndefined();
      expect(await look()).toBeUndefined();
      fork.label('mira');
      expect(await look()).toBe('mira');
    });

    it('takes no label for a push that came while it was looked at', async () => {
      await look();
      fork.label('mira');
      fork.meanwhile = () => {
        fork.head = 'second';
      };
      expect(await look()).toBeUndefined();
      expect(await look()).toBeUndefined();
    });

    it('asks nothing of a pull request of the repository itself', async () => {
      const { headRepository: _, ...rest } = fork.pull();
      const own = { ...rest, headRepository: PLACE.repository };
      const rooms = {
        permits: new PermitStore(knex),
        waits: new WaitStore(knex),
      };
      const answer = await permitByLabel(
        rooms,
        { place: PLACE, host: {} as ChangeHost },
        own,
      );
      expect(answer).toBe(own);
    });
  },
);
