import { readOffset, useAddress } from '../../components/useAddress';
import { Judged } from '../Judged';
import { readLabelFilter } from '../labelFilter';
import type { LabelViewProps } from '../labelView';
import { useLabelQuality } from '../useLabelQuality';
import { ResolverQueue } from './ResolverQueue';

const PAGE_ISSUES = 50;

/** The doubtful rows one by one. */
export function ResolverView(props: LabelViewProps) {
  const { asset, version } = props;
  const [params] = useAddress();
  const offset = readOffset(params);
  const answer = useLabelQuality({
    versionId: version.id,
    ...readLabelFilter(params),
    offset,
    limit: PAGE_ISSUES,
  });
  return (
    <Judged asset={asset} answer={answer}>
      {quality => (
        <ResolverQueue
          asset={asset}
          quality={quality}
          offset={offset}
          limit={PAGE_ISSUES}
          view="resolver"
        />
      )}
    </Judged>
  );
}
