import { Button } from '@backstage/ui';
import { Figure } from '../../components/Figure';
import { plural } from '../../components/numbers';
import { Panel } from '../../components/Panel';
import { useAddress } from '../../components/useAddress';
import { hasBoxes } from '../hasBoxes';
import { Judged } from '../Judged';
import type { LabelViewProps } from '../labelView';
import { progressWords } from '../resolver/progressWords';
import { useLabelQuality } from '../useLabelQuality';
import { AmbiguousPairs } from './AmbiguousPairs';
import { ChecksPanel } from './ChecksPanel';
import { HistoryPanel } from './HistoryPanel';
import { NoisePanel } from './NoisePanel';
import { labelsFinding } from './overviewWords';
import { WherePanel } from './WherePanel';

/** How good the labels of a version are, where it hurts, and what this rests on. */
export function OverviewView(props: LabelViewProps) {
  const { asset, version } = props;
  const [, goTo] = useAddress();
  const answer = useLabelQuality({ versionId: version.id, limit: 1 });
  return (
    <Judged asset={asset} answer={answer}>
      {quality => (
        <>
          <Panel
            title={labelsFinding(quality, asset)}
            note={progressWords(quality.progress)}
            actions={
              <Button
                size="small"
                onPress={() => goTo({ params: { view: 'resolver' } })}
              >
                Decide row by row
              </Button>
            }
          >
            <p>
              {quality.labelsOk ? (
                <>
                  {hasBoxes(asset)
                    ? 'Pictures whose boxes look right: '
                    : 'Labels that look right: '}
                  <Figure figure={quality.labelsOk} />
                  {', '}
                </>
              ) : null}
              of {plural(quality.rows ?? 0, 'row')} that were judged, as models
              see it.
            </p>
          </Panel>
          <NoisePanel version={version} />
          <WherePanel asset={asset} quality={quality} />
          {quality.ambiguousPairs && quality.ambiguousPairs.length > 0 ? (
            <AmbiguousPairs pairs={quality.ambiguousPairs} />
          ) : null}
          <HistoryPanel asset={asset} versionId={version.id} />
          <ChecksPanel
            checks={quality.checks ?? []}
            predictions={quality.predictions ?? []}
          />
        </>
      )}
    </Judged>
  );
}
