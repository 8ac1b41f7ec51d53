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
}> {
  const bench = path.dirname(
    require.resolve('@greenroom/test-bench/package.json'),
  );
  return import(path.resolve(bench, '../../tools/demo.mjs'));
}
