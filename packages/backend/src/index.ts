/** The example portal: a Backstage backend with Greenroom in it. */
import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-github-provider'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import('@backstage/plugin-permission-backend-module-allow-all-policy'),
);

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));

backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-pg'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));

backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-events-backend-module-github'));

backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));

backend.add(import('@greenroom/backstage-plugin-greenroom-backend'));
backend.add(
  import('@greenroom/backstage-plugin-greenroom-backend-module-github'),
);
backend.add(import('@greenroom/backstage-plugin-greenroom-backend-module-git'));
backend.add(
  import('@greenroom/backstage-plugin-greenroom-backend-module-kubernetes'),
);
backend.add(
  import('@greenroom/backstage-plugin-catalog-backend-module-greenroom'),
);

backend.start();
