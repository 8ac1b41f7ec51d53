import type { V1Pod, V1PodStatus } from '@kubernetes/client-node';
import { podState } from './podState';

const podWith = (status: V1PodStatus): V1Pod => ({ status });
const terminated = (exitCode: number, reason?: string): V1PodStatus => ({
  phase: exitCode === 0 ? 'Succeeded' : 'Failed',
  containerStatuses: [
    {
      name: 'worker',
      image: '',
      imageID: '',
      ready: false,
      restartCount: 0,
      state: { terminated: { exitCode, reason } },
    },
  ],
});
const waits = (reason: string): V1PodStatus => ({
  phase: 'Pending',
  containerStatuses: [
    {
      name: 'worker',
      image: '',
      imageID: '',
      ready: false,
      restartCount: 0,
      state: { waiting: { reason, message: 'why' } },
    },
  ],
});

describe('podState', () => {
  it.each([
    ['done', terminated(0)],
    ['failed', terminated(137, 'OOMKilled')],
    ['lost', terminated(137)],
    ['lost', terminated(143)],
    ['failed', terminated(1)],
    ['lost', { phase: 'Failed', reason: 'Evicted', message: 'low on memory' }],
    [
      'failed',
      {
        phase: 'Failed',
        reason: 'Evicted',
        message: 'ephemeral local storage',
      },
    ],
    ['lost', { phase: 'Failed', reason: 'Preempting' }],
    ['lost', { phase: 'Failed', reason: 'Terminated' }],
    ['failed', { phase: 'Failed', reason: 'DeadlineExceeded' }],
    ['stuck', waits('ErrImagePull')],
    ['stuck', waits('CreateContainerConfigError')],
    ['waits', waits('ContainerCreating')],
  ] as const)('is %s: %j', (type, status) => {
    expect(podState(podWith(status as V1PodStatus)).type).toBe(type);
  });

  it('takes what ran on a node that is drained for lost, whatever its exit', () => {
    const status = {
      ...terminated(1),
      conditions: [
        {
          type: 'DisruptionTarget',
          status: 'True',
          reason: 'EvictionByEvictionAPI',
        },
      ],
    };
    expect(podState(podWith(status))).toEqual({
      type: 'lost',
      message: 'Its pod was taken away: EvictionByEvictionAPI.',
    });
  });

  it('names the address where the portal did not know the token', () => {
    expect(podState(podWith(terminated(77)))).toMatchObject({
      message: expect.stringContaining('kubernetes.portal.address'),
    });
  });
});
