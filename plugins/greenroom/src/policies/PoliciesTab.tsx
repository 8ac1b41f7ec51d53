import { useApi } from '@backstage/core-plugin-api';
import type {
  AssetDetail,
  PolicyChecks,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { ProblemList } from '../assets/SyncTab';
import { Answered } from '../components/Answered';
import { EmptyState } from '../components/EmptyState';
import { Panel } from '../components/Panel';
import { useAnswer } from '../components/useAnswer';
import { When } from '../components/When';
import { ChecksTable } from './ChecksTable';
import { checksFinding } from './policyWords';

/** What the policies in force say of the newest version. */
export function PoliciesTab(props: { asset: AssetDetail }) {
  const { asset } = props;
  return asset.version ? (
    <Checks asset={asset} versionId={asset.version.id} />
  ) : (
    <Panel title="No version to hold policies against">
      <EmptyState title="Nothing was read yet">
        This page shows what policies say of a version once one of its revisions
        could be read.
      </EmptyState>
    </Panel>
  );
}

function Checks({
  asset,
  versionId,
}: {
  asset: AssetDetail;
  versionId: string;
}) {
  const api = useApi(greenroomApiRef);
  const answer = useAnswer(() => api.getChecks(versionId), [api, versionId]);
  return (
    <Answered answer={answer} what="what policies say of it">
      {checks => <Found asset={asset} checks={checks} />}
    </Answered>
  );
}

function Found({
  asset,
  checks,
}: {
  asset: AssetDetail;
  checks: PolicyChecks;
}) {
  return (
    <>
      <Panel
        title={checksFinding(checks)}
        note={
          <>
            Held against version {asset.version?.semver ?? 'in use'},{' '}
            <When at={checks.checkedAt} />. Policies are files in git: what the
            organisation asks, a repository may tighten and not loosen.
          </>
        }
      >
        {checks.checks.length === 0 ? (
          <EmptyState title="No rules yet">
            State one in greenroom/policies/basics.yaml of this repository, or
            for all in the repository of policies.
          </EmptyState>
        ) : (
          <ChecksTable asset={asset} checks={checks.checks} />
        )}
      </Panel>
      {checks.problems.length > 0 ? (
        <Panel title="Some of what is stated cannot be held against it">
          <ProblemList problems={checks.problems} />
        </Panel>
      ) : null}
    </>
  );
}
