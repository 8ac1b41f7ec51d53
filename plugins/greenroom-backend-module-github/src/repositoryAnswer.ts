import type { SourceRepository } from '@greenroom/backstage-plugin-greenroom-node';

/** What we read of a repository, whether it was listed, searched or asked for. */
export type RepositoryAnswer = {
  readonly id: number;
  readonly full_name: string;
  readonly html_url: string;
  readonly default_branch?: string;
  readonly pushed_at?: string | null;
  readonly updated_at?: string | null;
  readonly archived?: boolean;
  readonly topics?: readonly string[];
};

export function toSourceRepository(answer: RepositoryAnswer): SourceRepository {
  return {
    id: String(answer.id),
    fullName: answer.full_name,
    defaultBranch: answer.default_branch ?? 'main',
    pushedAt: answer.pushed_at ?? answer.updated_at ?? '',
    url: answer.html_url,
    archived: answer.archived ?? false,
  };
}
