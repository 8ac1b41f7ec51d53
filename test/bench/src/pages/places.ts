import type { LargeAssets } from './LargeAssets';

/** A page that a person opens: where, and what is seen when its content is there. */
export type Place = {
  readonly name: string;
  readonly path: string;
  readonly shows: RegExp;
  /** Kept in docs/images under this name. */
  readonly picture?: string;
  /** A picture in the dark, and one on a phone, too. */
  readonly alsoAs?: readonly ('dark' | 'phone')[];
};

/** Every page of the portal, on the assets of the large demo. */
export function places(assets: LargeAssets): Place[] {
  const [newest, relabelled, grown] = assets.readings.versions;
  const readings = '/catalog/default/resource/meter-readings';
  const data = `${readings}/data`;
  const changes = `${data}?view=changes&fromVersion=${grown.id}&version=${relabelled.id}`;
  const pictures = '/catalog/default/resource/postcode-digits/data';
  return [
    {
      name: 'Assets',
      path: '/greenroom',
      shows: /models · [\d,]+ data sets/,
      picture: 'large-assets',
    },
    {
      name: 'Assets, searched',
      path: '/greenroom?search=harbour-parcels',
      shows: /harbour-parcels/,
    },
    {
      name: 'Sync of all sources',
      path: '/greenroom/sync',
      shows: /1,0\d\d repositories|repositories/,
    },
    {
      name: 'Overview of meter-readings',
      path: readings,
      shows: /1\.2\.0/,
    },
    {
      name: 'Data · changes, 22,000 relabelled of 10 million rows',
      path: changes,
      shows: /relabel|label/i,
    },
    {
      name: 'Data · changes, one transition of labels',
      path: `${changes}&was=blockage&now=leak`,
      shows: /blockage/,
    },
    {
      name: 'Data · rows',
      path: `${data}?view=rows`,
      shows: /r0000000\d/,
      picture: 'large-rows',
      alsoAs: ['dark', 'phone'],
    },
    {
      name: 'Data · rows, in the middle',
      path: `${data}?view=rows&at=5000000`,
      shows: /r0[45]\d{6}/,
    },
    {
      name: 'Data · columns',
      path: `${data}?view=columns`,
      shows: /temperature/,
      picture: 'large-columns',
    },
    {
      name: 'Data · drift against the version before',
      path: `${data}?view=drift`,
      shows: /temperature/,
    },
    {
      name: 'Data · leakage',
      path: `${data}?view=leakage`,
      shows: /leak|duplicate|stand/i,
    },
    {
      name: 'Data · one row with its blame',
      path: `${data}?view=rows&version=${newest.id}&row=r00000042`,
      shows: /Row r00000042/,
    },
    {
      name: 'Data · rows with pictures',
      path: `${pictures}?view=rows`,
      shows: /p00000\d/,
      picture: 'large-pictures',
    },
    {
      name: 'Data · changes with pictures',
      path: `${pictures}?view=changes`,
      shows: /label/i,
    },
    {
      name: 'Data · changes of texts',
      path: '/catalog/default/resource/support-tickets/data?view=changes',
      shows: /rows? changed/,
      picture: 'large-changes',
    },
    {
      name: 'Data · rows of texts',
      path: '/catalog/default/resource/support-tickets/data?view=rows',
      shows: /t00000\d/,
    },
    {
      name: 'Data · 60 versions',
      path: '/catalog/default/resource/river-gauges/data',
      shows: /Read \d gauges? again/,
    },
    {
      name: 'Labels of digits',
      path: '/catalog/default/resource/digits/labels',
      shows: /labels? looks? wrong/,
    },
    {
      name: 'Evaluations of digit-reader',
      path: '/catalog/default/component/digit-reader/evaluations',
      shows: /accuracy/i,
    },
    {
      name: 'Errors of digit-reader',
      path: '/catalog/default/component/digit-reader/errors',
      shows: /wrong/,
    },
    {
      name: 'Lineage of digit-reader',
      path: '/catalog/default/component/digit-reader/lineage',
      shows: /digits/,
    },
    {
      name: 'Changes of digits',
      path: '/catalog/default/resource/digits/changes',
      shows: /basket/i,
    },
    {
      name: 'Sync of meter-readings',
      path: `${readings}/sync`,
      shows: /greenroom\.yaml/,
    },
  ];
}
