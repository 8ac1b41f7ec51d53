import { useMemo } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import {
  LINEAGE_NODES_LIMIT,
  type OrganisationLineage as Lineage,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../../api';
import { Answered } from '../../components/Answered';
import { EmptyState } from '../../components/EmptyState';
import { Panel } from '../../components/Panel';
import { useAnswer } from '../../components/useAnswer';
import stateStyles from '../../components/states.module.css';
import { LineageProblems } from '../LineageProblems';
import { StaleVersions } from '../StaleVersions';
import { endOf } from '../useLineageAddress';
import { OrganisationView } from './OrganisationView';
import { useOrganisationAddress } from './useOrganisationAddress';

/** What is made of what in the whole organisation, what of it is stale, and what cannot be right. */
export function OrganisationLineage() {
  const api = useApi(greenroomApiRef);
  const [address, goTo] = useOrganisationAddress();
  const { by, at, comparedAt, toggled } = address;
  const open = useMemo(() => [...toggled], [toggled]);
  const ask = (day: string | undefined) =>
    api.getOrganisationLineage({
      by,
      at: day && endOf(day),
      open: open.length > 0 ? open : undefined,
      limit: LINEAGE_NODES_LIMIT,
    });
  const answer = useAnswer(() => ask(at), [api, by, at, open], { keep: true });
  const compared = useAnswer<Lineage | undefined>(
    async () => (comparedAt ? ask(comparedAt) : undefined),
    [api, by, comparedAt, open],
    { keep: true },
  );
  const stale = useAnswer(() => api.listStale(), [api]);
  return (
    <div className={stateStyles.stack}>
      <Answered
        answer={answer}
        what="the lineage of the organisation"
        lines={8}
      >
        {lineage =>
          lineage.nodes.length === 0 ? (
            <NothingThere
              lineage={lineage}
              at={at}
              onNow={() => goTo({ at: undefined })}
            />
          ) : (
            <Answered
              answer={compared}
              what={`the lineage of the organisation at ${comparedAt}`}
              lines={8}
            >
              {other => (
                <OrganisationView
                  lineage={lineage}
                  compared={other}
                  address={address}
                  onChange={goTo}
                />
              )}
            </Answered>
          )
        }
      </Answered>
      <Answered answer={stale} what="what is stale" lines={2}>
        {value => <StaleVersions stale={value} />}
      </Answered>
      <LineageProblems />
    </div>
  );
}

function NothingThere(props: {
  lineage: Lineage;
  at?: string;
  onNow: () => void;
}) {
  const { lineage, at, onNow } = props;
  const title = at
    ? `Nothing was known by ${at}`
    : 'No lineage is known to you yet';
  return (
    <Panel title={title}>
      <EmptyState
        title={at ? 'No commit is as old as that' : 'Nothing leads anywhere'}
        action={
          at ? (
            <Button size="small" variant="secondary" onPress={onNow}>
              Show it as it is now
            </Button>
          ) : undefined
        }
      >
        {lineage.hiddenAssets > 0
          ? 'There are assets that you may not see. Ask whoever administers this portal for greenroom.metadata.read.'
          : 'This page shows which data sets and models of all teams are made of which, and what serves them. An edge appears when a manifest names the data that a model was trained on.'}
      </EmptyState>
    </Panel>
  );
}
