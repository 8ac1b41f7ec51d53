import type { AuthService } from '@backstage/backend-plugin-api';
import {
  RELATION_MEMBER_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';

/** As Backstage's own providers of organisations write it. */
const ANNOTATION_LOGIN = 'github.com/user-login';

/** People and teams, as the catalog has them. */
export class ReviewPeople {
  constructor(
    private readonly rooms: { catalog: CatalogService; auth: AuthService },
  ) {}

  /**
   * Users by their account on the git host: of those whose annotation names it,
   * else of those whose name it is, as the sign-in of GitHub resolves people.
   */
  async usersOf(logins: readonly string[]): Promise<Map<string, string>> {
    const wanted = [...new Set(logins)];
    if (wanted.length === 0) return new Map();
    const { catalog, auth } = this.rooms;
    const { items } = await catalog.getEntities(
      {
        filter: [
          {
            kind: 'User',
            [`metadata.annotations.${ANNOTATION_LOGIN}`]: wanted,
          },
          { kind: 'User', 'metadata.name': wanted },
        ],
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.annotations',
        ],
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    const found = new Map<string, string>();
    const annotated = (entity: (typeof items)[number]) =>
      entity.metadata.annotations?.[ANNOTATION_LOGIN];
    for (const login of wanted) {
      const same = (name: string | undefined) =>
        name?.toLowerCase() === login.toLowerCase();
      const user =
        items.find(entity => same(annotated(entity))) ??
        // One who says to be another account is not this one.
        items.find(
          entity =>
            annotated(entity) === undefined && same(entity.metadata.name),
        );
      if (user) found.set(login, stringifyEntityRef(user));
    }
    return found;
  }

  /** Users by team. */
  async membersOf(
    teams: readonly string[],
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    const { catalog, auth } = this.rooms;
    const credentials = await auth.getOwnServiceCredentials();
    return new Map(
      await Promise.all(
        [...new Set(teams)].map(async team => {
          const { items } = await catalog.getEntities(
            {
              filter: {
                kind: 'User',
                [`relations.${RELATION_MEMBER_OF}`]: team,
              },
              fields: ['kind', 'metadata.name', 'metadata.namespace'],
            },
            { credentials },
          );
          const members = items.map(entity => stringifyEntityRef(entity));
          return [team, members.sort()] as const;
        }),
      ),
    );
  }
}
