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
  const reader = '/catalog/default/component/digit-reader';
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
      path: `${reader}/evaluations`,
      shows: /accuracy/i,
    },
    {
      name: 'Errors of digit-reader · slices',
      path: `${reader}/errors`,
      shows: /rows wrong/,
      picture: 'large-errors',
    },
    {
      name: 'Errors of digit-reader · tree',
      path: `${reader}/errors?view=tree`,
      shows: /The redder a group/,
      picture: 'large-errors-tree',
    },
    {
      name: 'Errors of digit-reader · heat map',
      path: `${reader}/errors?view=heat`,
      shows: /worst cell/,
      picture: 'large-errors-heat',
    },
    {
      name: 'Errors of digit-reader · cohorts',
      path: `${reader}/errors?view=cohorts`,
      shows: /of [\d,]+ rows? right/,
      picture: 'large-errors-cohorts',
    },
    {
      name: 'Errors of digit-reader · trend of a slice',
      path: `${reader}/errors?view=trend&slice=${encodeURIComponent(
        'slant:[0,90)',
      )}`,
      shows: /(went from|stayed at) .* wrong over/,
      picture: 'large-errors-trend',
    },
    {
      name: 'Errors of digit-reader · since another run',
      path: `${reader}/errors?view=changes`,
      shows: /runs?/,
      picture: 'large-errors-changes',
    },
    {
      name: 'Lineage of digit-reader',
      path: `${reader}/lineage`,
      shows: /digits/,
    },
    {
      name: 'Card of digit-reader',
      path: `${reader}/card`,
      shows: /The card says \d+ %/,
    },
    {
      name: 'Policies of digit-reader',
      path: `${reader}/policies`,
      shows: /polic/i,
    },
    { name: 'Reviews', path: '/greenroom/reviews', shows: /review/i },
    {
      name: 'Audit',
      path: '/greenroom/audit',
      shows: /What people and services did/,
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
