import type { Knex } from 'knex';
import type { PullPlace } from '../PullPlan';

type AgreementRow = {
  source_id: string;
  repository: string;
  pull_number: number;
  given_by: string;
  print: string;
  given_at: number | string;
};

/** So many of one person and pull request are given back: more nobody steps through. */
const SHOWN = 10_000;

/** Changes that people agreed to, by a digest of each. Original: nobody else wrote them down. */
export class AgreementStore {
  constructor(private readonly knex: Knex) {}

  async listOf(place: PullPlace, by: string): Promise<string[]> {
    const rows = await this.knex<AgreementRow>('plan_agreements')
      .where(keyOf(place, by))
      .orderBy('given_at')
      .limit(SHOWN)
      .select('print');
    return rows.map(({ print }) => print);
  }

  async give(place: PullPlace, by: string, print: string): Promise<void> {
    await this.knex('plan_agreements')
      .insert({ ...keyOf(place, by), print, given_at: Date.now() })
      .onConflict([
        'source_id',
        'repository',
        'pull_number',
        'given_by',
        'print',
      ])
      .ignore();
  }

  async takeBack(place: PullPlace, by: string, print: string): Promise<void> {
    await this.knex('plan_agreements')
      .where({ ...keyOf(place, by), print })
      .delete();
  }
}

function keyOf({ sourceId, repository, number }: PullPlace, by: string) {
  return {
    source_id: sourceId,
    repository,
    pull_number: number,
    given_by: by,
  };
}
