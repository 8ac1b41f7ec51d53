import {
  type WorkflowQuestion,
  WorkflowRefusedError,
} from '@greenroom/backstage-plugin-greenroom-node';

type Failure = { readonly status?: number; readonly message?: string };

/**
 * What GitHub will not do however often it is asked, with what to do about it.
 * Undefined where the next attempt may have luck: limits, faults of the host, no
 * answer.
 */
export function refusedDispatch(
  { repository, workflow, ref }: WorkflowQuestion,
  { status, message = '' }: Failure,
): WorkflowRefusedError | undefined {
  const file = `.github/workflows/${workflow}`;
  switch (status) {
    case 401:
      return new WorkflowRefusedError(
        `The host does not know the integration's credentials any more. Renew them under integrations.github of app-config, then try again.`,
      );
    case 403:
      return /archived/i.test(message)
        ? new WorkflowRefusedError(
            `${repository} is archived, so nothing runs in it. Unarchive it, or name another under training.repository.`,
          )
        : new WorkflowRefusedError(
            `The integration may not start '${workflow}' of ${repository}. Give it 'Actions: write' (an app), or the scope 'repo' (a token), then try again.`,
          );
    case 404:
      return new WorkflowRefusedError(
        `${repository} has no workflow '${workflow}' on its default branch, or the integration may not see it. ` +
          `Add ${file}, or name another under training.workflow of the model's manifest.`,
      );
    case 422:
      if (/workflow_dispatch.*trigger/i.test(message))
        return new WorkflowRefusedError(
          `${file} of ${repository} has no trigger 'workflow_dispatch', so nobody can start it. Add 'on: { workflow_dispatch: … }' with its inputs.`,
        );
      if (/no ref found/i.test(message))
        return new WorkflowRefusedError(
          `${repository} has no branch or tag '${ref}'. Name one under training.ref of the model's manifest.`,
        );
      if (/disabled workflow/i.test(message))
        return new WorkflowRefusedError(
          `${file} of ${repository} is disabled. Enable it on the Actions page of the repository.`,
        );
      return new WorkflowRefusedError(
        `The host refused to start '${workflow}' of ${repository}: ${message} ` +
          `Its workflow_dispatch must declare the inputs dataset_repository and dataset_revision and those of training.inputs, and require no others.`,
      );
    default:
      return undefined;
  }
}
