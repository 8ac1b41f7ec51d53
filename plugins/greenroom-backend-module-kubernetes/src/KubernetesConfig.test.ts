import { mockServices } from '@backstage/backend-test-utils';
import { readKubernetesConfig } from './KubernetesConfig';

const read = (kubernetes: object) =>
  readKubernetesConfig(
    mockServices.rootConfig({
      data: { greenroom: { compute: { kubernetes } } } as never,
    }),
  );
const NEEDED = { namespace: 'workers', image: 'worker:1' };

describe('readKubernetesConfig', () => {
  it('is nothing where nothing is configured', () => {
    expect(readKubernetesConfig(mockServices.rootConfig())).toBeUndefined();
  });

  it('waits and keeps for some minutes where nothing else is said', () => {
    const portal = { address: 'https://10.0.0.1:7007/' };
    expect(read({ ...NEEDED, portal })).toMatchObject({
      cpu: '1',
      waitSeconds: 1800,
      keptSeconds: 600,
      portal: { address: 'https://10.0.0.1:7007' },
    });
  });

  it('sends no token in the clear unless it is told that it may', () => {
    const address = 'http://10.0.0.1:7007';
    expect(() => read({ ...NEEDED, portal: { address } })).toThrow(
      'in the clear',
    );
    expect(
      read({ ...NEEDED, portal: { address, allowHttp: true } })?.portal.address,
    ).toBe(address);
  });

  it('says what an address looks like', () => {
    expect(() => read({ ...NEEDED, portal: { address: 'portal' } })).toThrow(
      '${POD_IP}',
    );
  });
});
