import { useApi } from '@backstage/core-plugin-api';
import type { Run } from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Answered } from '../components/Answered';
import { Disclosure } from '../components/Disclosure';
import { useAnswer } from '../components/useAnswer';
import { Calibration } from './Calibration';
import { Fairness } from './Fairness';
import { ClassPrecisions } from './ClassPrecisions';
import { MetricsTable } from './MetricsTable';
import { Thresholds } from './Thresholds';

/** What a list of runs leaves out: every metric, calibration, thresholds, and classes of boxes. */
export function RunMeasures(props: { run: Run }) {
  const { id } = props.run;
  const api = useApi(greenroomApiRef);
  const answer = useAnswer(() => api.getRun(id), [api, id]);
  return (
    <Answered
      answer={answer}
      what="what else was measured"
      still="The figures above stand."
      lines={1}
    >
      {run => <Measures run={run} />}
    </Answered>
  );
}

function Measures({ run }: { run: Run }) {
  const all = { ...run.metrics, ...run.furtherMetrics };
  return (
    <>
      {Object.keys(all).length > 0 ? (
        <Disclosure
          summary={`All ${
            Object.keys(all).length
          } metrics, and what these rows could show`}
        >
          <MetricsTable metrics={all} name="Metrics of this run" />
        </Disclosure>
      ) : null}
      {run.calibration?.length ? <Calibration bins={run.calibration} /> : null}
      {run.thresholds ? <Thresholds {...run.thresholds} /> : null}
      {run.fairness?.columns.map(column => (
        <Fairness
          key={column.column}
          favourable={run.fairness!.favourable}
          fairness={column}
        />
      ))}
      {run.byClass ? <ClassPrecisions classes={run.byClass} /> : null}
    </>
  );
}
