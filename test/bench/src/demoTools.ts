import path from 'node:path';

type Portal = { url: string; pid: number; kill(): void; stop(): Promise<void> };

/** Starts portals as the demo does; the tools are JavaScript of the root. */
export async function loadDemoTools(): Promise<{
  startPortal(options: {
    name: string;
    port: number;
    hostPort: number;
    state: string;
    configs?: string[];
  }): Promise<Portal>;
  startLargeDemo(
    progress: (what: string) => void,
  ): Promise<{ url: string; stop(): Promise<void> }>;
}> {
  return import(toolOf('demo.mjs'));
}

/** Finds a Chromium as the browser tests do. */
export async function loadBrowserTools(): Promise<{
  findBrowser(): Promise<string>;
  readonly BROWSER_FLAGS: readonly string[];
}> {
  return import(toolOf('browser.mjs'));
}

/** Starts a PostgreSQL that can be killed and comes back over its data. */
export async function loadPostgresTools(): Promise<{
  startPostgres(): Promise<{
    readonly url: string;
    crash(): Promise<void>;
    stop(): Promise<void>;
  }>;
}> {
  return import(toolOf('postgres.mjs'));
}

function toolOf(file: string): string {
  const bench = path.dirname(
    require.resolve('@greenroom/test-bench/package.json'),
  );
  return path.resolve(bench, '../../tools', file);
}
