import type {
  AuditorService,
  AuditorServiceCreateEventOptions,
} from '@backstage/backend-plugin-api';

/** What is only known once it was done. */
type Outcome = NonNullable<AuditorServiceCreateEventOptions['meta']>;

/**
 * Does something that the auditor hears of: that it begins, and how it ended.
 *
 * @param act - may note what came of it, for the auditor
 */
export async function whileAudited<T>(
  auditor: AuditorService,
  options: AuditorServiceCreateEventOptions,
  act: (note: (outcome: Outcome) => void) => Promise<T>,
): Promise<T> {
  const event = await auditor.createEvent(options);
  let meta: Outcome | undefined;
  try {
    const result = await act(outcome => {
      meta = outcome;
    });
    await event.success(meta && { meta });
    return result;
  } catch (error) {
    await event.fail({ error: error as Error });
    throw error;
  }
}
