import { readFile } from 'node:fs/promises';

/** Linux counts memory in pages of this size on every machine that Node.js is built for but few. */
const PAGE_BYTES = 4096;

/**
 * Resident memory of a process and of all that descend from it, as Linux tells
 * it in /proc; a page that two of them share counts twice. Zero where there is
 * no such process.
 */
export async function residentBytes(processId: number): Promise<number> {
  const [own, children] = await Promise.all([
    ownBytes(processId),
    childrenOf(processId),
  ]);
  const below = await Promise.all(children.map(residentBytes));
  return below.reduce((sum, bytes) => sum + bytes, own);
}

/** Whether this system tells it. */
export async function canCountMemory(): Promise<boolean> {
  const children = `/proc/self/task/${process.pid}/children`;
  return readFile(children).then(
    () => true,
    () => false,
  );
}

async function ownBytes(processId: number): Promise<number> {
  const [, residentPages = '0'] = (
    await textOf(`/proc/${processId}/statm`)
  ).split(' ');
  return Number(residentPages) * PAGE_BYTES;
}

async function childrenOf(processId: number): Promise<number[]> {
  // Processes are children of threads; Node.js starts them from its main one.
  const list = await textOf(`/proc/${processId}/task/${processId}/children`);
  return list.split(' ').filter(Boolean).map(Number);
}

/** Empty where the process has ended meanwhile. */
function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}
