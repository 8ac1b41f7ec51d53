import type { RootConfigService } from '@backstage/backend-plugin-api';
import type { PolicyRepository } from './PolicyReader';

/** `greenroom.policies` of app-config; undefined where nobody but teams states policies. */
export function readPolicyConfig(
  root: RootConfigService,
): PolicyRepository | undefined {
  const config = root.getOptionalConfig('greenroom.policies');
  return (
    config && {
      repository: config.getString('repository'),
      sourceId: config.getOptionalString('source'),
    }
  );
}
