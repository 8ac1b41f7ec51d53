import { createApiRef } from '@backstage/core-plugin-api';
import type { GreenroomApi } from '@greenroom/backstage-plugin-greenroom-common';

/** The portal's door to Greenroom's backend. */
export const greenroomApiRef = createApiRef<GreenroomApi>({
  id: 'plugin.greenroom.client',
});
