import { createApp } from '@backstage/frontend-defaults';
import { navModule } from './modules/nav';
import { signInModule } from './modules/signIn';

/** The example portal. Plugins come from `app.packages: all`. */
export default createApp({ features: [navModule, signInModule] });
