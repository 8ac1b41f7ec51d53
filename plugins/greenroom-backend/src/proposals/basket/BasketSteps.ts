import type { ProposalEntry } from '@greenroom/backstage-plugin-greenroom-common';
import type { Knex } from 'knex';

/** What leads a basket back to what it was before a change. */
export type StepBack = {
  readonly put: readonly ProposalEntry[];
  readonly remove: readonly ProposalEntry[];
};

/** More are no longer what somebody has in mind. */
export const STEPS_KEPT = 50;

type StepRow = {
  id: number | string;
  proposal_id: string;
  back: string;
  at: number | string;
};

/** Changes of baskets, so that the last can be taken back on any device. */
export class BasketSteps {
  constructor(private readonly knex: Knex) {}

  async push(proposalId: string, back: StepBack): Promise<void> {
    await this.knex('basket_steps').insert({
      proposal_id: proposalId,
      back: JSON.stringify(back),
      at: Date.now(),
    });
    const old = await this.knex<StepRow>('basket_steps')
      .where({ proposal_id: proposalId })
      .orderBy('id', 'desc')
      .offset(STEPS_KEPT)
      .limit(STEPS_KEPT)
      .select('id');
    if (old.length > 0)
      await this.knex('basket_steps')
        .whereIn(
          'id',
          old.map(({ id }) => id),
        )
        .delete();
  }

  /** The last, which is gone then; two who ask at once get one each. */
  async pop(proposalId: string): Promise<StepBack | undefined> {
    for (;;) {
      const last = await this.knex<StepRow>('basket_steps')
        .where({ proposal_id: proposalId })
        .orderBy('id', 'desc')
        .first();
      if (!last) return undefined;
      const taken = await this.knex('basket_steps')
        .where({ id: last.id })
        .delete();
      if (taken === 1) return JSON.parse(last.back);
    }
  }

  async count(proposalId: string): Promise<number> {
    const [{ n }] = await this.knex('basket_steps')
      .where({ proposal_id: proposalId })
      .count({ n: '*' });
    return Number(n);
  }
}
