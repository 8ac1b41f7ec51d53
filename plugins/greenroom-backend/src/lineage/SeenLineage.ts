import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  LineageAround,
  lineageQuerySchema,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { z } from 'zod';
import type { LineageSight } from './LineageSight';
import type { Around } from './questions/Around';

/** What is around a node, as somebody may see it. */
export class SeenLineage {
  constructor(
    private readonly rooms: { around: Around; sight: LineageSight },
  ) {}

  /**
   * @throws NotFoundError where there is no such node
   * @throws NotAllowedError where the caller may not see what is asked about
   */
  of(
    query: z.output<typeof lineageQuerySchema>,
    credentials: BackstageCredentials,
  ): Promise<LineageAround> {
    const { around, sight } = this.rooms;
    return sight.answer(
      credentials,
      () => around.of(query),
      ({ starts, nodes }) => nodes.filter(({ id }) => starts.includes(id)),
    );
  }
}
