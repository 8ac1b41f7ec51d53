import type { ComputeGuarantee } from '@greenroom/backstage-plugin-greenroom-node';
import type { Sandbox } from './sandbox/Sandbox';

const LET_NAMESPACES =
  'let unprivileged user namespaces be made (sysctl user.max_user_namespaces, kernel.apparmor_restrict_unprivileged_userns; in a container: a seccomp profile that lets clone make them)';

/** What holds of a computation in a child process here. */
export function localGuarantees(found: {
  readonly sandbox: Sandbox;
  readonly countsMemory: boolean;
}): ComputeGuarantee[] {
  const { sandbox, countsMemory } = found;
  const shut = sandbox !== 'none';
  return [
    {
      name: 'memory',
      held: countsMemory,
      text: 'It ends when its processes hold more memory than it may.',
      remedy: countsMemory
        ? undefined
        : 'Run the backend on Linux with /proc mounted: elsewhere only the JavaScript heap is limited.',
    },
    {
      name: 'time',
      held: true,
      text: 'It ends when it takes longer than it may.',
    },
    {
      name: 'disk',
      held: true,
      text: 'It ends when it leaves more in its work folder than it may.',
    },
    {
      name: 'network',
      held: shut,
      text: 'It reaches no network.',
      remedy: shut
        ? undefined
        : `Install bubblewrap or util-linux's unshare, and ${LET_NAMESPACES}.`,
    },
    {
      name: 'processes',
      held: shut,
      text: 'It sees no process but its own.',
      remedy: shut
        ? undefined
        : `Install bubblewrap or util-linux's unshare, and ${LET_NAMESPACES}.`,
    },
    {
      name: 'files',
      held: sandbox === 'bubblewrap',
      text: 'It sees no files but its inputs, its work folder and its code.',
      remedy:
        sandbox === 'bubblewrap'
          ? undefined
          : `Install bubblewrap${
              shut ? '' : `, and ${LET_NAMESPACES}`
            }. Until then it can read what the backend's user can.`,
    },
    {
      name: 'orphans',
      held: sandbox === 'bubblewrap',
      text: 'It ends with the backend, however that ends.',
      remedy:
        sandbox === 'bubblewrap'
          ? undefined
          : 'Install bubblewrap. Until then it ends when it next pauses; what it has is dropped.',
    },
  ];
}
