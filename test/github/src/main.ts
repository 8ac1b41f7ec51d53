import { readHostSettings } from './hostSettings';
import { startHost } from './startHost';

async function main(): Promise<void> {
  const host = await startHost(readHostSettings(process.env), line =>
    console.log(line),
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
