import { createRouteRef } from '@backstage/frontend-plugin-api';

/** The list of all assets, `/greenroom`. */
export const assetsRouteRef = createRouteRef();
