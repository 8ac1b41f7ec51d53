import {
  largeRepositories,
  seedRepositories,
  type SeedRepository,
} from '@greenroom/catalog';
import { manyRepositories } from './manyRepositories';

const REPOSITORIES = 1_000;
const MANIFESTS = 10;
/** The emulator counts requests by token: what a first sync asks, and some more. */
const SPARE_TOKENS = 20;

const PLACES = [
  'archive',
  'bakery',
  'bridge',
  'canal',
  'castle',
  'cellar',
  'clinic',
  'depot',
  'dock',
  'factory',
  'farm',
  'ferry',
  'field',
  'forest',
  'garden',
  'harbour',
  'hill',
  'hotel',
  'island',
  'kiosk',
  'library',
  'market',
  'mill',
  'mine',
  'museum',
  'office',
  'orchard',
  'park',
  'plant',
  'quarry',
  'river',
  'school',
  'shop',
  'station',
  'theatre',
  'tower',
  'tunnel',
  'valley',
  'village',
  'workshop',
];
const THINGS = [
  'alarms',
  'badges',
  'bills',
  'calls',
  'cameras',
  'claims',
  'doors',
  'forms',
  'invoices',
  'letters',
  'lights',
  'maps',
  'notes',
  'orders',
  'parcels',
  'photos',
  'plans',
  'pumps',
  'queues',
  'repairs',
  'rooms',
  'routes',
  'sensors',
  'tickets',
  'visits',
];

/** `archive-alarms` to `workshop-visits`: as many as places times things. */
function nameOf(r: number): string {
  return `${PLACES[Math.floor(r / THINGS.length)]}-${
    THINGS[r % THINGS.length]
  }`;
}

/**
 * The organisation of `npm run demo:large`: the example's repositories, tables
 * of up to ten million rows, and a thousand repositories with ten assets each.
 */
export async function largeOrganisation(log: (line: string) => void): Promise<{
  repositories: SeedRepository[];
  lfsObjects: string;
  spareTokens: number;
}> {
  const large = await largeRepositories(log);
  return {
    repositories: [
      ...(await seedRepositories()),
      ...large.repositories,
      ...manyRepositories(REPOSITORIES, MANIFESTS, nameOf),
    ],
    lfsObjects: large.lfsObjects,
    spareTokens: SPARE_TOKENS,
  };
}
