/** On an entity: the asset it stands for, as `<owner>/<repository>/<manifest path>` or the asset id. */
export const ANNOTATION_ASSET = 'greenroom.dev/asset';
/** Event topic on which the backend says that assets changed. */
export const TOPIC_ASSETS = 'greenroom.assets';
/** Signal channels. */
export const CHANNEL_JOBS = 'greenroom:jobs';
export const CHANNEL_ASSETS = 'greenroom:assets';
/** On an entity that Greenroom itself brought into the catalog, so that it is not taken for somebody's. */
export const ANNOTATION_PROVIDED = 'greenroom.dev/provided';

/** Holds an asset whose manifest disappears from git. */
export const ANNOTATION_RETAIN = 'greenroom.dev/retain';
