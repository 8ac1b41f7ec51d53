import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { ANYBODY } from '@greenroom/governance';
import type { StoredReview } from './StoredReview';

/** Tells those who must sign, and the owner, by the portal's notifications. */
export class ReviewMessages {
  constructor(
    private readonly rooms: {
      notifications: NotificationService;
      logger: LoggerService;
    },
  ) {}

  async requested(review: StoredReview): Promise<void> {
    const { subject, rule, reason } = review;
    const teams = rule.teams.map(({ team }) => team);
    await this.#tell(review, [...teams, subject.owner], {
      title: `${titleOf(review)} waits for a review`,
      description: reason ?? `Who must sign: ${signersOf(review)}.`,
      severity: 'normal',
    });
  }

  async asked(review: StoredReview, text: string): Promise<void> {
    await this.#tell(review, [review.subject.owner], {
      title: `A question about ${titleOf(review)}`,
      description: text,
      severity: 'normal',
    });
  }

  async decided(review: StoredReview): Promise<void> {
    await this.#tell(review, [review.subject.owner], {
      title: `${titleOf(review)} is ${review.decision}`,
      description: 'The decision is on its way to git; merge its pull request.',
      severity: review.decision === 'rejected' ? 'high' : 'low',
    });
  }

  async outdated(review: StoredReview): Promise<void> {
    const teams = review.rule.teams.map(({ team }) => team);
    await this.#tell(review, [...teams, review.subject.owner], {
      title: `The approval of ${titleOf(review)} rests on what is another now`,
      description: review.changes[0] ?? '',
      severity: 'high',
    });
  }

  async #tell(
    review: StoredReview,
    recipients: readonly string[],
    message: {
      readonly title: string;
      readonly description: string;
      readonly severity: 'low' | 'normal' | 'high';
    },
  ): Promise<void> {
    const { notifications, logger } = this.rooms;
    await notifications
      .send({
        recipients: { type: 'entity', entityRef: [...new Set(recipients)] },
        payload: {
          ...message,
          link: `/greenroom/reviews/${review.id}`,
          topic: 'greenroom-reviews',
          // The same again replaces what was said.
          scope: `greenroom-review:${review.id}`,
        },
      })
      .catch(error =>
        logger.warn(
          `Nobody was told of the review ${review.id}: ${stringifyError(
            error,
          )}`,
        ),
      );
  }
}

export function titleOf({ subject }: Pick<StoredReview, 'subject'>): string {
  return `${subject.name} ${versionOf({ subject })}`;
}

/** As declared, else the start of its digest. */
export function versionOf({ subject }: Pick<StoredReview, 'subject'>): string {
  return subject.semver ?? subject.digest.slice(0, 12);
}

function signersOf({ rule }: StoredReview): string {
  return rule.teams.length > 0
    ? rule.teams.map(({ team, needed }) => `${needed} of ${team}`).join(', ')
    : ANYBODY;
}
