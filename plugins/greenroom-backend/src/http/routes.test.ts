import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Knex } from 'knex';
import { oneDatabase } from '../database/testDatabases';
import { startRooms } from '../__testUtils__/startRooms';
import { placeThings } from './__testUtils__/placeThings';
import {
  decideByRole,
  headers,
  type Role,
  ROLES,
  TEAM,
} from './__testUtils__/roles';
import { type RouteLine, ROUTES } from './__testUtils__/routeTable';
import { routesOf } from './__testUtils__/routesOf';

/** A thousand requests, on a machine that may be busy. */
jest.setTimeout(60_000);

type Asked = { readonly status: number; readonly isRefused: boolean };

/**
 * Every route, asked by every role, by a service and by nobody. A new route is
 * missing in `ROUTES`, which says what its line needs.
 */
describe('the routes', () => {
  let rooms: ReturnType<typeof startRooms>;
  let knex: Knex;
  let server: Server;
  let address: string;
  let ours: Readonly<Record<string, string>>;
  let theirs: Readonly<Record<string, string>>;

  beforeAll(async () => {
    knex = await oneDatabase().knex();
    // Nothing is computed: whether somebody may ask is known before.
    rooms = startRooms(knex, {
      workers: { compute: 0, effect: 0 },
      decide: decideByRole,
    });
    server = rooms.app.set('trust proxy', 1).listen(0);
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    ours = await placeThings(knex, { id: 'ours', owner: TEAM });
    theirs = await placeThings(knex, {
      id: 'theirs',
      owner: 'group:default/mail',
    });
  });
  afterAll(async () => {
    server.close();
    await rooms.close();
  });

  const ask = async (
    line: RouteLine,
    things: Readonly<Record<string, string>>,
    authorization: string,
  ): Promise<Asked> => {
    const filled = (text: string) =>
      text.replace(/:(\w+)/g, (found, name) => things[name] ?? found);
    const [method, path] = line.route.split(' ');
    const target = `${filled(path)}${
      line.query ? `?${filled(line.query)}` : ''
    }`;
    const response = await fetch(`${address}${target}`, {
      method,
      headers: {
        authorization,
        'content-type': 'application/json',
        // Of no one address too many requests come in a minute.
        'x-forwarded-for': `10.0.0.${ROUTES.indexOf(line)}`,
      },
      ...(method !== 'GET' && {
        body: filled(JSON.stringify(line.body ?? {})),
      }),
    });
    const { status } = response;
    const said = await response.text();
    // Rules of a room may refuse with 403 too, who may ask for it.
    return {
      status,
      isRefused:
        status === 401 ||
        (status === 403 && /the permission|credentials/.test(said)),
    };
  };
  const heard = async (action: string) => {
    const [{ n }] = await knex('audit_events')
      .where({ action })
      .count({ n: '*' });
    return Number(n);
  };

  it('are all in the table, and nothing else is', () => {
    expect([...routesOf(rooms.router)].sort()).toEqual(
      ROUTES.map(({ route }) => route).sort(),
    );
  });

  it('change nothing that the auditor does not hear of', () => {
    const silent = ROUTES.filter(
      ({ route, audited, changesNothing }) =>
        !route.startsWith('GET') && !audited && !changesNothing,
    );
    expect(silent).toEqual([]);
  });

  describe.each(ROUTES)('$route', line => {
    const mayAsk = (role: Role) => {
      const held: readonly string[] = ROLES[role];
      return line.asks.every(asked =>
        [asked].flat().some(name => held.includes(name)),
      );
    };

    it('lets in those who may, and nobody else', async () => {
      const expected: Record<string, unknown> = {};
      const found: Record<string, unknown> = {};
      for (const role of Object.keys(ROLES) as Role[]) {
        const { status, isRefused } = await ask(line, ours, headers.of(role));
        expected[role] = mayAsk(role) ? 'let in' : 403;
        // 400 where the line's request is not valid, which is refused to all alike.
        found[role] = isRefused || !mayAsk(role) ? status : 'let in';
      }
      expect(found).toEqual(expected);
    });

    it('lets in a service, where it needs no person', async () => {
      const { isRefused } = await ask(line, ours, headers.ofService);
      expect(isRefused).toBe(Boolean(line.peopleOnly));
    });

    // In a portal the policy of its router refuses them before.
    it('is closed to whoever is signed out, unless it is public', async () => {
      const { status } = await ask(line, ours, headers.signedOut);
      expect(status === 401 || status === 403).toBe(!line.isPublic);
    });

    if (!line.ofNoAsset)
      it('keeps who may do it with the assets of one team from those of others', async () => {
        const { ofTeamMember } = headers;
        expect((await ask(line, ours, ofTeamMember)).isRefused).toBe(false);
        expect((await ask(line, theirs, ofTeamMember)).isRefused).toBe(true);
      });

    if (line.audited)
      it('is heard of by the auditor', async () => {
        const { audited } = line;
        const before = await heard(audited!);
        await ask(line, ours, headers.of('metadata reader'));
        expect(await heard(audited!)).toBe(before + 1);
      });
  });

  it('list to the members of a team what is theirs', async () => {
    const { ofTeamMember } = headers;
    const get = async (path: string) => {
      const response = await fetch(`${address}${path}`, {
        headers: { authorization: ofTeamMember },
      });
      return { body: await response.json() };
    };
    expect((await get('/assets')).body).toMatchObject({
      items: [{ id: 'ours' }],
      total: 1,
      counts: { datasets: 1 },
    });
    expect((await get('/entities')).body.items).toMatchObject([{ id: 'ours' }]);
    expect((await get('/jobs')).body.items).toHaveLength(1);
    expect((await get('/runs')).body.items).toMatchObject([{ id: ours.runId }]);
    const events: { assets: { assetId: string }[] }[] = (
      await get('/audit/events')
    ).body.items;
    expect(events.length).toBeGreaterThan(0);
    expect(
      new Set(events.flatMap(({ assets }) => assets.map(a => a.assetId))),
    ).toEqual(new Set(['ours']));
  });
});
