import { useState } from 'react';
import { useApi, useApiHolder } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import type {
  GreenroomApi,
  Proposal,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Failure } from '../components/Failure';
import { ownToken } from './ownToken';
import styles from './changes.module.css';

/** What its author can do about a proposal that does not go on by itself. */
export function ProposalActions(props: {
  proposal: Proposal;
  onDone: () => void;
}) {
  const { proposal, onDone } = props;
  const api = useApi(greenroomApiRef);
  const apis = useApiHolder();
  const [working, setWorking] = useState(false);
  const [error, setError] = useState<Error>();
  const action = actionFor(proposal);
  if (!action) return null;
  const act = async () => {
    setWorking(true);
    setError(undefined);
    try {
      await action.act(api, proposal, await ownToken(apis));
      onDone();
    } catch (cause) {
      setError(cause instanceof Error ? cause : new Error(String(cause)));
    }
    setWorking(false);
  };
  return (
    <div className={styles.actions}>
      <Button
        size="small"
        variant="secondary"
        isDisabled={working}
        onPress={act}
      >
        {working ? action.working : action.name}
      </Button>
      {error ? (
        <Failure
          what={`${action.failed}.`}
          error={error}
          still="The decisions are kept."
        />
      ) : null}
    </div>
  );
}

type Action = {
  readonly name: string;
  readonly working: string;
  readonly failed: string;
  act(
    api: GreenroomApi,
    proposal: Proposal,
    token: string | undefined,
  ): Promise<unknown>;
};

const UPDATE: Action = {
  name: 'Update the pull request',
  working: 'Updating',
  failed: 'It could not be updated',
  act: (api, { id, title }, token) => api.publish(id, { title }, token),
};
const TAKE_BACK: Action = {
  name: 'Take the decisions back into your basket',
  working: 'Taking them back',
  failed: 'They could not be taken back',
  act: (api, { id }) => api.takeBack(id),
};

function actionFor({ state, problem, error }: Proposal): Action | undefined {
  if (state === 'closed') return TAKE_BACK;
  return state === 'open' && (problem || error) ? UPDATE : undefined;
}
