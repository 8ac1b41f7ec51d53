import {
  metricName,
  metricUnit,
  type PinnedSection,
  type ReviewFact,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { RunWithJob } from '../../../analysis/RunStore';
import type { ReviewedFacts } from './ReviewedFacts';

/** What is another than in the version that was approved last. */
export function changesSection({
  approved,
  since,
  runs,
}: ReviewedFacts): PinnedSection {
  const commits = since.map(
    (version): ReviewFact => ({
      name: version.facts.semver ?? version.digest.slice(0, 7),
      value: version.commit.message.split('\n')[0],
      remark: `${version.commit.sha.slice(0, 7)}, ${version.commit.date}`,
      url: version.commit.url,
    }),
  );
  if (!approved)
    return {
      name: 'changes',
      says: `No version of it was approved before: ${
        since.length === 1
          ? 'its only version is'
          : `all ${since.length} versions are`
      } new to a reviewer.`,
      verdict: 'neutral',
      facts: commits,
      pins: [],
    };
  const { subject, decidedAt } = approved.review;
  const title = subject.semver ?? subject.digest.slice(0, 7);
  const moved = movedMetrics(approved.runs, runs);
  return {
    name: 'changes',
    says: `${since.length} ${
      since.length === 1 ? 'version' : 'versions'
    } since ${title} was approved on ${decidedAt?.slice(0, 10)}.`,
    verdict: moved.some(({ verdict }) => verdict === 'bad') ? 'bad' : 'neutral',
    facts: [...commits, ...moved],
    pins: [{ what: `the approved version ${title}`, digest: subject.digest }],
  };
}

/** Metrics of the same evaluation on the same rows; only there a difference tells something. */
function movedMetrics(
  before: readonly RunWithJob[],
  after: readonly RunWithJob[],
): ReviewFact[] {
  return after.flatMap(run => {
    const same = before.find(
      other =>
        other.evaluation === run.evaluation &&
        other.split === run.split &&
        other.dataset_version_id === run.dataset_version_id,
    );
    return Object.entries(run.result?.metrics ?? {}).flatMap(
      ([metric, { value }]) => {
        const was = same?.result?.metrics?.[metric];
        if (!was) return [];
        return [
          {
            name: `${metricName(metric)} (${run.evaluation}, ${run.split})`,
            value,
            unit: metricUnit(metric),
            remark: `It was ${was.value.toPrecision(
              4,
            )} in the approved version, on the same rows.`,
          },
        ];
      },
    );
  });
}
