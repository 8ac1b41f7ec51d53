import { useApi } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import type { AssetVersion } from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../../api';
import { Answered } from '../../components/Answered';
import { Figure } from '../../components/Figure';
import { count, quantity } from '../../components/numbers';
import { Panel } from '../../components/Panel';
import { useAddress } from '../../components/useAddress';
import { useAnswer } from '../../components/useAnswer';
import { When } from '../../components/When';
import { personName } from '../decisions/words';
import { newestAudit } from './overviewWords';

/** How many labels are wrong, from what people decided on rows drawn at random. */
export function NoisePanel(props: { version: AssetVersion }) {
  const { version } = props;
  const api = useApi(greenroomApiRef);
  const [, goTo] = useAddress();
  const answer = useAnswer(() => api.listAudits(version.id), [api, version.id]);
  const openAudit = (audit: string | undefined) =>
    goTo({ params: { view: 'audit', audit } });
  return (
    <Answered answer={answer} what="the audits of this version" lines={2}>
      {audits => {
        const audit = newestAudit(audits);
        if (!audit?.noise) {
          const begun = audits[0];
          return (
            <Panel
              title="How many labels are wrong is not known yet"
              actions={
                <Button
                  size="small"
                  variant="secondary"
                  onPress={() => openAudit(begun?.id)}
                >
                  {begun ? 'Go on with the audit' : 'Draw an audit'}
                </Button>
              }
            >
              <p>
                The count of doubtful labels is what a model makes of them: it
                misses wrong labels that the model learned, and doubts right
                ones that it finds hard, and no resampling of it can tell how
                many. Draw rows at random and decide them; from these comes a
                rate with an interval that can be relied on.
              </p>
            </Panel>
          );
        }
        return (
          <Panel
            title={`About ${quantity(
              audit.noise.value,
              'percent',
            )} of the labels are wrong, by an audit of ${count(
              audit.decided,
            )} rows`}
            actions={
              <Button
                size="small"
                variant="secondary"
                onPress={() => openAudit(audit.id)}
              >
                Look at the audit
              </Button>
            }
          >
            <p>
              Wrong labels: <Figure figure={audit.noise} />. {audit.design}{' '}
              sample of {count(audit.size)} of {count(audit.population)} rows,
              drawn by {personName(audit.author)} <When at={audit.at} />.
            </p>
          </Panel>
        );
      }}
    </Answered>
  );
}
