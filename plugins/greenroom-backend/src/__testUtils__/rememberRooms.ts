import type { TestFiles } from '@greenroom/test-sources';
import {
  contentOf,
  openSqlite,
  testDatabases,
} from '../database/testDatabases';
import { openPlace, startRooms } from './startRooms';

const [{ knex: connect }] = testDatabases();

/**
 * Rooms that have read a push, to be opened anew for every test: reading takes
 * seconds, opening what was read a moment. What a test says, computes or pushes
 * is not there for the next, but for artifacts, which are named by what they
 * were computed from.
 */
export async function rememberRooms(files: TestFiles) {
  const place = openPlace();
  const first = startRooms(await connect(), { place });
  const versions = await first.push(files);
  // Read while its connection is open, which closing the rooms ends.
  const content = await contentOf(first.knex);
  await first.close();
  const { remote } = place.opened;
  const head = remote.head();
  return {
    versions,
    open() {
      remote.git(['update-ref', 'refs/heads/main', head]);
      return startRooms(openSqlite(content), { place });
    },
    /** With nothing read, over the same remote. */
    openEmpty: async () => startRooms(await connect(), { place }),
    close: place.close,
  };
}
