import type {
  AssetDetail,
  AssetVersion,
} from '@greenroom/backstage-plugin-greenroom-common';

/** What every view of the Labels tab is given. */
export type LabelViewProps = {
  asset: AssetDetail;
  version: AssetVersion;
};
