import { readHostSettings } from './hostSettings';
import { largeOrganisation } from './largeOrganisation';
import { startHost } from './startHost';

async function main(): Promise<void> {
  // A thousand repositories and tables of millions of rows, for `npm run demo:large`.
  const isLarge = process.env.GREENROOM_HOST_SCALE === 'large';
  const log = (line: string) => console.log(line);
  const host = await startHost(
    readHostSettings(process.env),
    log,
    isLarge ? await largeOrganisation(log) : {},
  );
  console.log(`ready ${host.url}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void host.close().then(() => process.exit(0));
    });
  }
}

main().catch(error => {
  console.error(error);
  process.exit(1);
});
