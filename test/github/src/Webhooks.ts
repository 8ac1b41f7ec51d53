import { createHmac, randomUUID } from 'node:crypto';
import type { ApiPull } from './GithubApi';

const DELIVERY_ATTEMPTS = 5;

/** Delivers signed webhooks to the portal, as the host's settings page would have them. */
export class Webhooks {
  constructor(
    private readonly target: string,
    private readonly secret: string,
    private readonly hostUrl: string,
  ) {}

  push(
    repository: string,
    branch: string,
    before: string,
    after: string,
  ): void {
    void this.#deliver('push', {
      ref: `refs/heads/${branch}`,
      before,
      after,
      repository: this.#repository(repository),
      commits: [{ id: after }],
      head_commit: { id: after },
    });
  }

  /** @param said - what the action adds: the label that came, who set it */
  pullRequest(
    repository: string,
    action: 'opened' | 'synchronize' | 'closed' | 'labeled' | 'unlabeled',
    pull: ApiPull,
    said: { label?: { name: string }; sender?: { login: string } } = {},
  ): void {
    void this.#deliver('pull_request', {
      action,
      number: pull.number,
      pull_request: pull,
      repository: this.#repository(repository),
      sender: pull.user,
      ...said,
    });
  }

  workflowRun(repository: string, action: string, run: object): void {
    void this.#deliver('workflow_run', {
      action,
      workflow_run: run,
      repository: this.#repository(repository),
    });
  }

  #repository(fullName: string) {
    const [owner, name] = fullName.split('/');
    return {
      full_name: fullName,
      name,
      default_branch: 'main',
      html_url: `${this.hostUrl}/${fullName}`,
      url: `${this.hostUrl}/${fullName}`,
      owner: { login: owner, name: owner },
      organization: owner,
    };
  }

  async #deliver(event: string, payload: object): Promise<void> {
    const body = JSON.stringify(payload);
    const signature = createHmac('sha256', this.secret)
      .update(body)
      .digest('hex');
    const delivery = randomUUID();
    for (let attempt = 1; attempt <= DELIVERY_ATTEMPTS; attempt++) {
      try {
        const response = await fetch(this.target, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'x-github-event': event,
            'x-github-delivery': delivery,
            'x-hub-signature-256': `sha256=${signature}`,
          },
          body,
        });
        if (response.ok) return;
        console.log(`webhook ${event} was answered ${response.status}`);
      } catch {
        // The portal is not there yet, or restarting.
      }
      await new Promise(resolve => setTimeout(resolve, attempt * 1000));
    }
    console.log(`webhook ${event} could not be delivered`);
  }
}
