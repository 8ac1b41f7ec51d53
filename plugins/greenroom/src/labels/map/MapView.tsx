import { useApi } from '@backstage/core-plugin-api';
import type { LabelMap } from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../../api';
import { Answered } from '../../components/Answered';
import { EmptyState } from '../../components/EmptyState';
import { FromJob } from '../../components/FromJob';
import { isRunning } from '../../components/JobProgress';
import { useAddress } from '../../components/useAddress';
import { useAnswer } from '../../components/useAnswer';
import { briefName } from '../../data/versionName';
import { hasBoxes } from '../hasBoxes';
import type { LabelViewProps } from '../labelView';
import { RowsHidden } from '../RowsHidden';
import { hiddenNames, WhyNothing } from '../WhyNothing';
import { MapOfRows } from './MapOfRows';

const isDrawn = (map: LabelMap) =>
  map.job.state === 'succeeded' || map.points.length > 0;

/** Rows as points: what lies together should be labelled alike. */
export function MapView(props: LabelViewProps) {
  return props.asset.allowed.includes('readRows') ? (
    <RowsMap {...props} />
  ) : (
    <RowsHidden what="The map" />
  );
}

function RowsMap(props: LabelViewProps) {
  const { asset, version } = props;
  const api = useApi(greenroomApiRef);
  const [params] = useAddress();
  const x = params.get('x') ?? undefined;
  const y = params.get('y') ?? undefined;
  const answer = useAnswer(
    () => api.getLabelMap({ versionId: version.id, x, y }),
    [api, version.id, x, y],
    { keep: true, busy: ({ job }) => isRunning(job) },
  );
  return (
    <Answered answer={answer} what={`the map of ${asset.name}`} lines={10}>
      {map => (
        <FromJob
          job={map.job}
          value={isDrawn(map) ? map : undefined}
          what={`the map of ${asset.name} ${briefName(version)}`}
          mayRetry={asset.allowed.includes('run')}
          onRetried={answer.refetch}
          lines={10}
        >
          {drawn =>
            drawn.points.length === 0 ? (
              <>
                <EmptyState
                  title={
                    hiddenNames(asset).length > 0
                      ? 'The map is hidden from you'
                      : 'There is nothing to draw a map of'
                  }
                >
                  {hasBoxes(asset)
                    ? 'A map places rows by their features and gives each the sign of its class; a picture with boxes has many classes, and its boxes have no features of their own. Its doubtful boxes are in the resolver and in the grid.'
                    : 'This view will show rows as points, alike ones close together, so that a label among others stands out. First step: declare columns of numbers in the manifest, or evaluate a model that gives features of the rows.'}
                </EmptyState>
                <WhyNothing {...props} />
              </>
            ) : (
              <MapOfRows {...props} map={drawn} />
            )
          }
        </FromJob>
      )}
    </Answered>
  );
}
