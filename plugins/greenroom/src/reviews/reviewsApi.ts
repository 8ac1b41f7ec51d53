import { createApiRef } from '@backstage/core-plugin-api';
import type { ReviewsApi } from '@greenroom/backstage-plugin-greenroom-common';

/** The portal's door to reviews. */
export const reviewsApiRef = createApiRef<ReviewsApi>({
  id: 'plugin.greenroom.reviews',
});
