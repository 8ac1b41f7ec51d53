import { type EventLineage, runEventSchema } from '@greenroom/governance';
import type { Knex } from 'knex';
import { testDatabases } from '../../database/testDatabases';
import { EventDesk } from './EventDesk';
import { EventStore } from './EventStore';

/** A real server, on a machine that may be busy. */
jest.setTimeout(60_000);

const RUN = '3f5e83fa-3480-44ff-99c5-ff943904e5e8';
const eventOf = (eventType: string, input = 'raw') =>
  runEventSchema.parse({
    eventType,
    eventTime: '2026-11-26T10:00:00Z',
    producer: 'https://example.com/pipeline',
    schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json',
    run: { runId: RUN },
    job: { namespace: 'airflow', name: 'clean' },
    inputs: [{ namespace: 'db', name: input }],
    outputs: [{ namespace: 'lake', name: 'clean' }],
  });

describe.each(testDatabases())('events on $name', ({ knex: connect }) => {
  let knex: Knex;
  let desk: EventDesk;
  let stated: Map<string, EventLineage>;
  beforeEach(async () => {
    knex = await connect();
    stated = new Map();
    desk = new EventDesk({
      store: new EventStore(knex),
      lineage: {
        stated: async (scope, lineage) => void stated.set(scope, lineage),
      },
    });
  });
  afterEach(() => knex.destroy());

  const origins = () =>
    [...stated.values()].flatMap(({ edges }) => edges.map(({ from }) => from));

  it('of a run that is complete are stated, and stated anew where lineage was dropped', async () => {
    expect(await desk.accept(eventOf('COMPLETE'), 'airflow')).toEqual({
      edges: 1,
      columns: 0,
      problems: [],
    });
    expect(origins()).toEqual(['dataset:db/raw']);
    stated.clear();
    await desk.restate();
    expect(origins()).toEqual(['dataset:db/raw']);
  });

  it('of a run that goes on state nothing, and are not kept', async () => {
    expect(await desk.accept(eventOf('START'), 'airflow')).toMatchObject({
      edges: 0,
    });
    await desk.restate();
    expect(origins()).toEqual([]);
  });

  it('that are sent again take their own place', async () => {
    await desk.accept(eventOf('COMPLETE'), 'airflow');
    await desk.accept(eventOf('COMPLETE', 'rows'), 'airflow');
    stated.clear();
    await desk.restate();
    expect(origins()).toEqual(['dataset:db/rows']);
  });
});
