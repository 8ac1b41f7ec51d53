import { PLAN_LABEL } from '@greenroom/backstage-plugin-greenroom-common';
import type { CommitCheck } from '@greenroom/backstage-plugin-greenroom-node';
import { type Plan, planMarkdown, planTitle } from '@greenroom/change/plan';
import type { JobState } from '@greenroom/backstage-plugin-greenroom-common';
import type { PullPlan } from './PullPlan';

/** What a check says, wherever it is posted. */
export type SaidCheck = Pick<CommitCheck, 'conclusion' | 'title' | 'summary'>;

const CONCLUSIONS = {
  passed: 'success',
  failed: 'failure',
  neutral: 'neutral',
} as const;

/**
 * The check of one plan. What a job says of its failure may hold what stands
 * in a row, so the portal says it, and the host does not. Undefined where
 * nobody asked for a plan.
 */
export function checkOf(
  { state, reason, pull }: Pick<PullPlan, 'state' | 'reason' | 'pull'>,
  assetName: string,
  /** Of its page in the portal. */
  link: string,
  job?: { readonly state: JobState; readonly plan?: Plan },
): SaidCheck | undefined {
  switch (state) {
    case 'waiting':
      return {
        conclusion: 'neutral',
        title: 'Waits for somebody with write access',
        summary: `${code(
          pull.author,
        )} opened this pull request from a fork, so nothing of it is computed before somebody with write access lets it: look at the commits, then set the label ${code(
          PLAN_LABEL,
        )} or press the button on the page of the plan. It counts for the commits it was set on: where it is there already, or after the next push, take it off and set it again.`,
      };
    case 'unread':
      return {
        conclusion: 'failure',
        title: `${assetName} cannot be read as this pull request leaves it`,
        summary: fenced(reason ?? ''),
      };
    case 'superseded':
      return {
        conclusion: 'neutral',
        title: 'Superseded by a later push',
        summary: 'The plan of the newest commit counts.',
      };
    case 'same':
      return {
        conclusion: 'neutral',
        title: `Leaves ${assetName} as it is`,
        summary: 'Neither its content nor what its manifest says changes.',
      };
    case 'asked':
      return job && ofJob(assetName, link, job);
    default:
      throw new Error(`There is no state ${state satisfies never}.`);
  }
}

function ofJob(
  assetName: string,
  link: string,
  { state, plan }: { readonly state: JobState; readonly plan?: Plan },
): SaidCheck {
  if (state === 'succeeded' && plan)
    return {
      conclusion: CONCLUSIONS[plan.verdict],
      title: planTitle(plan),
      summary: planMarkdown(plan, { link }),
    };
  if (state === 'queued' || state === 'running')
    return {
      conclusion: 'pending',
      title: 'Being planned',
      summary: `What would become of ${code(
        assetName,
      )} is worked out; this check says it when it is done.`,
    };
  return {
    conclusion: 'failure',
    title:
      state === 'cancelled'
        ? 'The plan was cancelled'
        : 'The plan could not be made',
    summary:
      'Why, and what to do, stands on the page of the plan. Nobody knows what this pull request would do.',
  };
}

/** Names come from strangers: none of them ends its quotation. */
function code(text: string): string {
  return `\`${text.replace(/[`\r\n]+/g, ' ')}\``;
}

function fenced(text: string): string {
  return `\`\`\`text\n${text.replace(/`{3,}/g, "'''")}\n\`\`\``;
}
