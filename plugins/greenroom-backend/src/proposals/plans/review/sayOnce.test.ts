import { ChangeRefusedError } from '@greenroom/backstage-plugin-greenroom-node';
import type { Knex } from 'knex';
import { testDatabases } from '../../../database/testDatabases';
import { CommentStore } from './CommentStore';
import { sayOnce } from './sayOnce';

/** Real databases, on a machine that may be busy. */
jest.setTimeout(60_000);

const PLACE = { sourceId: 'github', repository: 'acme/data', number: 7 };
const ID = 'c'.repeat(32);
const MARKER = `greenroom:comment:${ID}`;

/** A promise that a test keeps when it likes. */
function later() {
  let keep = () => {};
  const kept = new Promise<void>(done => {
    keep = done;
  });
  return { keep, kept };
}

/** A host as GitHub is: it lists what is there, adds what it is told, and knows no marker. */
class Talk {
  readonly said: string[] = [];
  /** Awaited between looking and adding. */
  pause: Promise<void> = Promise.resolve();

  async comment(): Promise<{ url: string }> {
    const known = this.said.indexOf(MARKER);
    await this.pause;
    if (known < 0) this.said.push(MARKER);
    return { url: `https://host.test/${known < 0 ? this.said.length : known}` };
  }
}

describe.each(testDatabases())('sayOnce on $name', ({ knex: connect }) => {
  let knex: Knex;
  let now: number;
  beforeEach(async () => {
    knex = await connect();
    now = 1_000_000;
  });
  afterEach(() => knex.destroy());

  /** One replica: the database is all that it shares with the others. */
  const desk = (say: () => Promise<{ url: string }>) =>
    sayOnce(new CommentStore(knex, () => now), PLACE, ID, say);

  it('lets one of two replicas say it that are asked at once', async () => {
    const talk = new Talk();
    const answer = later();
    talk.pause = answer.kept;
    const first = desk(() => talk.comment());
    const second = desk(() => talk.comment());
    const loser = await Promise.race([first, second]).catch(String);
    answer.keep();
    await Promise.allSettled([first, second]);
    expect(loser).toMatch(/on its way to the host/);
    expect(talk.said).toEqual([MARKER]);
  });

  it('gives the address of what was said without asking the host again', async () => {
    const talk = new Talk();
    const { url } = await desk(() => talk.comment());
    const host = jest.fn();
    expect(await desk(host)).toEqual({ url });
    expect(host).not.toHaveBeenCalled();
  });

  it('waits for what a host does late, then finds it there', async () => {
    const talk = new Talk();
    const answer = later();
    talk.pause = answer.kept;
    // The host goes on with what it was asked after it hung up.
    let working: Promise<unknown> = Promise.resolve();
    await expect(
      desk(async () => {
        working = talk.comment();
        throw new Error('socket hang up');
      }),
    ).rejects.toThrow('socket hang up');
    await expect(desk(() => talk.comment())).rejects.toThrow(/send it again/);
    answer.keep();
    await working;
    now += 20_000;
    await desk(() => talk.comment());
    expect(talk.said).toEqual([MARKER]);
  });

  it('takes the turn of a replica that died with it', async () => {
    const talk = new Talk();
    void desk(() => new Promise(() => {}));
    await expect(desk(() => talk.comment())).rejects.toThrow(/on its way/);
    now += 3_600_000;
    await desk(() => talk.comment());
    expect(talk.said).toEqual([MARKER]);
  });

  it('lets it be said at once where the host refused', async () => {
    const talk = new Talk();
    await expect(
      desk(async () => {
        throw new ChangeRefusedError('no-permission', 'Ask its owner.');
      }),
    ).rejects.toThrow('Ask its owner.');
    await desk(() => talk.comment());
    expect(talk.said).toEqual([MARKER]);
  });
});
