import type { GraphNode } from '@greenroom/backstage-plugin-greenroom-common';

/** Titles of nodes by id; of one that is not there, the id without its kind. */
export function titlesOf(nodes: readonly GraphNode[]): (id: string) => string {
  const titles = new Map(nodes.map(({ id, title }) => [id, title]));
  return id => titles.get(id) ?? id.replace(/^[a-z]+:/, '');
}
