import { Link, useSearchParams } from 'react-router-dom';
import { useApi } from '@backstage/core-plugin-api';
import type {
  AssetCard,
  AssetDetail,
  CardReport,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Answered } from '../components/Answered';
import { EmptyState } from '../components/EmptyState';
import { plural } from '../components/numbers';
import { Panel } from '../components/Panel';
import { useAnswer } from '../components/useAnswer';
import { useEditHref } from '../changes/useEditHref';
import { cardFinding } from './cardWords';
import { ClaimsTable } from './ClaimsTable';
import { ExportMenu } from './ExportMenu';
import { MissingTable } from './MissingTable';
import { Regenerate } from './Regenerate';
import { TemplateChoice } from './TemplateChoice';
import styles from './cards.module.css';

/** Whether the card of an asset says what it should, and whether that is so; and the asset in the formats of others. */
export function CardTab(props: { asset: AssetDetail }) {
  const { asset } = props;
  const api = useApi(greenroomApiRef);
  const [params, setParams] = useSearchParams();
  const named = params.get('templates');
  const answer = useAnswer(
    () =>
      api.getCard(
        asset.id,
        named === null ? {} : { templates: named.split(',') },
      ),
    [api, asset.id, named],
  );
  const choose = (templates: readonly string[]) =>
    setParams(before => {
      const after = new URLSearchParams(before);
      after.set('templates', templates.join(','));
      return after;
    });
  return (
    <div className={styles.tab}>
      <Answered answer={answer} what={`the card of ${asset.name}`} lines={8}>
        {card =>
          card.report ? (
            <Checked
              asset={asset}
              card={card}
              report={card.report}
              onChoose={choose}
            />
          ) : (
            <EmptyState title={`${asset.title} has no card yet`}>
              This tab shows what a card should say and does not, and whether
              its figures are what was measured. Write a {card.write.path}{' '}
              beside the manifest.
            </EmptyState>
          )
        }
      </Answered>
      <Panel title="In the formats of others" level={2}>
        <ExportMenu asset={asset} />
      </Panel>
    </div>
  );
}

function Checked(props: {
  asset: AssetDetail;
  card: AssetCard;
  report: CardReport;
  onChoose: (templates: readonly string[]) => void;
}) {
  const { asset, card, report, onChoose } = props;
  const { claims, missing, problems } = report;
  const editHref = useEditHref();
  return (
    <>
      <Panel
        title={cardFinding(report)}
        note={`${report.path} at ${report.commit.slice(0, 7)}`}
        actions={<Regenerate asset={asset} report={report} />}
      >
        {problems.length > 0 ? (
          <ul className={styles.problems}>
            {problems.map(problem => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        ) : null}
        {claims.length > 0 ? (
          <ClaimsTable claims={claims} />
        ) : (
          <p className={styles.muted}>
            No figure about how well it does is on the card.
          </p>
        )}
      </Panel>
      <Panel
        title={
          missing.length === 0
            ? 'Nothing that is asked is missing'
            : `${plural(missing.length, 'point')} still to write`
        }
        actions={
          asset.allowed.includes('propose') ? (
            <Link className={styles.link} to={editHref(asset)}>
              Write into the card
            </Link>
          ) : undefined
        }
      >
        <TemplateChoice card={card} onChoose={onChoose} />
        {missing.length > 0 ? <MissingTable missing={missing} /> : null}
      </Panel>
    </>
  );
}
