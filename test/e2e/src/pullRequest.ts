import type { Portal } from './journey';

/** What the git host shows of a pull request. */
export type PullRequest = {
  readonly files: readonly string[];
  /** Changed lines, without their sign. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
};

/** Opening a pull request may wait for a replica that is busy with another's. */
const OPEN_MILLISECONDS = 90_000;

/** Proposes the basket of the Changes tab that is open, and waits for the pull request. */
export async function propose(portal: Portal, title: string): Promise<void> {
  const { page } = portal;
  await page.getByLabel('Title of the pull request').fill(title);
  await page
    .getByRole('form', { name: 'Propose as a pull request' })
    .getByRole('button')
    .first()
    .click();
  await page
    .getByRole('article', { name: title })
    .getByText(/\d changed lines?/)
    .waitFor({ timeout: OPEN_MILLISECONDS });
}

/** Reads a pull request on the host. */
export async function readPullRequest(
  portal: Portal,
  place: string,
): Promise<PullRequest> {
  const host = await portal.context.newPage();
  await host.goto(`${portal.hostUrl}/${place}`);
  const files = await host.locator('h3').allInnerTexts();
  const lines = async (kind: string) =>
    (await host.locator(kind).allInnerTexts()).map(line => line.slice(1));
  const read = {
    files: files.map(file => file.replace(/\s*\+\d+ −\d+$/, '')),
    added: await lines('.add'),
    removed: await lines('.del'),
  };
  await host.close();
  return read;
}

/** How often the host is asked for a verdict. */
const ASK_MILLISECONDS = 500;

/**
 * Waits for the verdict of a check on a pull request, as the host shows it.
 *
 * @returns seconds since the push
 */
export async function secondsToVerdict(
  portal: Portal,
  place: string,
  check: string,
  of: { readonly pushedAtMillis: number; readonly atMostSeconds: number },
): Promise<number> {
  const host = await portal.context.newPage();
  const verdict = host
    .getByRole('listitem')
    .filter({ hasText: check })
    .filter({ hasText: /^(success|failure|neutral)/ });
  try {
    for (;;) {
      await host.goto(`${portal.hostUrl}/${place}`);
      const seconds = (Date.now() - of.pushedAtMillis) / 1000;
      if (await verdict.isVisible()) return seconds;
      if (seconds > of.atMostSeconds)
        throw new Error(`${check} has no verdict after ${seconds} s.`);
      await host.waitForTimeout(ASK_MILLISECONDS);
    }
  } finally {
    await host.close();
  }
}

/** Merges a pull request on the host. */
export async function mergePullRequest(
  portal: Portal,
  place: string,
): Promise<void> {
  const host = await portal.context.newPage();
  await host.goto(`${portal.hostUrl}/${place}`);
  await host.getByRole('button', { name: 'Merge pull request' }).click();
  await host.getByText('Merged', { exact: true }).waitFor();
  await host.close();
}
