import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  type GraphNode,
  greenroomMetadataReadPermission,
} from '@greenroom/backstage-plugin-greenroom-common';
import { inPages } from '../database/inPages';
import { maskAnswer, nodesIn } from './maskAnswer';

/** Assets asked about in one request to the permission backend. */
const ASSETS_AT_A_TIME = 200;

/**
 * Lineage goes over assets that the caller may not see: those stay as nodes
 * without a name, so that the ways over them are not cut.
 */
export class LineageSight {
  constructor(private readonly permissions: PermissionsService) {}

  /** @throws NotAllowedError where the caller may see no asset, or not the one in question */
  async answer<Answer>(
    credentials: BackstageCredentials,
    ask: () => Promise<Answer>,
    isAbout: (answer: Answer) => readonly GraphNode[] = () => [],
  ): Promise<Answer> {
    const [{ result }] = await this.permissions.authorizeConditional(
      [{ permission: greenroomMetadataReadPermission }],
      { credentials },
    );
    if (result === AuthorizeResult.DENY) throw notAllowed();
    const answer = await ask();
    if (result === AuthorizeResult.ALLOW) return answer;
    const visible = await this.#visible(
      credentials,
      nodesIn(answer).flatMap(({ assetId }) => assetId ?? []),
    );
    const subjects = isAbout(answer).flatMap(({ assetId }) => assetId ?? []);
    if (subjects.some(id => !visible.has(id))) throw notAllowed();
    return maskAnswer(answer, visible);
  }

  /** Of assets, the ids of those that the caller may not see; none is looked for where all may be seen. */
  async hiddenFrom(
    credentials: BackstageCredentials,
    assetIds: () => Promise<readonly string[]>,
  ): Promise<ReadonlySet<string>> {
    const [{ result }] = await this.permissions.authorizeConditional(
      [{ permission: greenroomMetadataReadPermission }],
      { credentials },
    );
    if (result === AuthorizeResult.ALLOW) return new Set();
    const ids = await assetIds();
    const visible = await this.#visible(credentials, ids);
    return new Set(ids.filter(id => !visible.has(id)));
  }

  async #visible(
    credentials: BackstageCredentials,
    assetIds: readonly string[],
  ): Promise<ReadonlySet<string>> {
    const ids = [...new Set(assetIds)];
    const visible = new Set<string>();
    for (const some of inPages(ids, ASSETS_AT_A_TIME)) {
      const decisions = await this.permissions.authorize(
        some.map(resourceRef => ({
          permission: greenroomMetadataReadPermission,
          resourceRef,
        })),
        { credentials },
      );
      some.forEach((id, k) => {
        if (decisions[k].result === AuthorizeResult.ALLOW) visible.add(id);
      });
    }
    return visible;
  }
}

function notAllowed() {
  return new NotAllowedError(
    `You need the permission ${greenroomMetadataReadPermission.name}. Ask whoever administers this portal for it.`,
  );
}
