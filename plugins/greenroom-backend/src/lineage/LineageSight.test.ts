import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { LineageSight } from './LineageSight';

/** Somebody who may see assets of these ids; of all, where none are given. */
function sightOf(may?: readonly string[]) {
  const conditional = {
    ...{ result: AuthorizeResult.CONDITIONAL, pluginId: 'greenroom' },
    ...{ resourceType: 'asset', conditions: {} },
  } as unknown as PolicyDecision;
  return new LineageSight(
    mockServices.permissions.mock({
      authorizeConditional: async () => [
        may ? conditional : { result: AuthorizeResult.ALLOW },
      ],
      authorize: async asked =>
        asked.map(question => ({
          result:
            'resourceRef' in question && may?.includes(question.resourceRef!)
              ? AuthorizeResult.ALLOW
              : AuthorizeResult.DENY,
        })),
    }),
  );
}

describe('what a person may not be told of', () => {
  const credentials = mockCredentials.user();

  it('is each asset that a condition keeps from them', async () => {
    const sight = sightOf(['digits']);
    expect([
      ...(await sight.hiddenFrom(credentials, async () => ['digits', 'scans'])),
    ]).toEqual(['scans']);
  });

  it('is looked for only where not all may be seen', async () => {
    const assetIds = jest.fn(async () => ['digits']);
    expect((await sightOf().hiddenFrom(credentials, assetIds)).size).toBe(0);
    expect(assetIds).not.toHaveBeenCalled();
  });
});
