/** How a process is shut off from the rest of the machine, from the best to none. */
export type Sandbox = 'bubblewrap' | 'unshare' | 'none';

/** A process, what it reads and where it writes. */
export type SandboxedCommand = {
  /** The program and its arguments. */
  readonly command: readonly string[];
  /** Files and folders of its own code. */
  readonly code: readonly string[];
  readonly inputs: readonly string[];
  readonly outDirectory: string;
};

/** What a program needs of a Linux system to begin, each where there is one. */
const SYSTEM = [
  '/usr',
  '/lib',
  '/lib64',
  '/bin',
  '/sbin',
  '/etc/ld.so.cache',
  '/etc/ld.so.conf',
  '/etc/ld.so.conf.d',
  '/etc/alternatives',
  '/etc/localtime',
  '/etc/fonts',
];

/** The command that does the same behind walls. */
export function sandboxed(
  sandbox: Sandbox,
  what: SandboxedCommand,
): readonly string[] {
  switch (sandbox) {
    case 'bubblewrap':
      return [
        'bwrap',
        '--unshare-all',
        '--die-with-parent',
        '--proc',
        '/proc',
        '--dev',
        '/dev',
        '--tmpfs',
        '/tmp',
        ...[...SYSTEM, ...what.code, ...what.inputs].flatMap(place => [
          '--ro-bind-try',
          place,
          place,
        ]),
        '--bind',
        what.outDirectory,
        what.outDirectory,
        '--chdir',
        what.outDirectory,
        ...what.command,
      ];
    case 'unshare':
      return [
        'unshare',
        '--user',
        '--map-root-user',
        '--net',
        '--ipc',
        '--uts',
        '--pid',
        '--fork',
        '--kill-child',
        '--mount-proc',
        ...what.command,
      ];
    case 'none':
      return what.command;
    default:
      throw new Error(`Unknown sandbox ${sandbox satisfies never}`);
  }
}
