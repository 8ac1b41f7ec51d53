import type { AuthService } from '@backstage/backend-plugin-api';
import { parseEntityRef, UserEntity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Publisher } from './publishProposal';

/** The name of a person, and how a commit names them when it is not theirs. */
export function createPublisherOf(services: {
  catalog: CatalogService;
  auth: AuthService;
}) {
  return async (userEntityRef: string): Promise<Publisher> => {
    const credentials = await services.auth.getOwnServiceCredentials();
    const entity = await services.catalog.getEntityByRef(userEntityRef, {
      credentials,
    });
    const { name: login } = parseEntityRef(userEntityRef);
    const profile = (entity as UserEntity | undefined)?.spec?.profile;
    const name = profile?.displayName ?? login;
    return {
      name,
      coAuthor: {
        name,
        email: profile?.email ?? `${login}@users.noreply.localhost`,
      },
    };
  };
}
