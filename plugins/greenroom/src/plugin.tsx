import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import {
  createGreenroomClient,
  ReviewsClient,
} from '@greenroom/backstage-plugin-greenroom-common';
import { RiPlantLine } from '@remixicon/react';
import { greenroomApiRef } from './api';
import { EntityTab } from './components/EntityTab';
import { reviewsApiRef } from './reviews/reviewsApi';
import { assetsRouteRef } from './routes';

const isDataset = { kind: 'resource', 'spec.type': 'dataset' };
const isModel = { kind: 'component', 'spec.type': 'ml-model' };
const isAsset = { $any: [isDataset, isModel] };

const api = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: greenroomApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        createGreenroomClient({ discoveryApi, fetchApi }),
    }),
});

const reviewsApi = ApiBlueprint.make({
  name: 'reviews',
  params: defineParams =>
    defineParams({
      api: reviewsApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: options => new ReviewsClient(options),
    }),
});

const assetsPage = PageBlueprint.make({
  params: {
    path: '/greenroom',
    title: 'ML assets',
    icon: <RiPlantLine />,
    routeRef: assetsRouteRef,
    loader: () =>
      import('./assets/GreenroomPage').then(m => <m.GreenroomPage />),
  },
});

const overviewCard = EntityCardBlueprint.make({
  name: 'overview',
  params: {
    filter: isAsset,
    type: 'content',
    loader: () =>
      import('./overview/OverviewCard').then(m => <m.OverviewCard />),
  },
});

const dataContent = EntityContentBlueprint.make({
  name: 'data',
  params: {
    path: '/data',
    title: 'Data',
    filter: isDataset,
    loader: () =>
      import('./data/DataTab').then(m => <EntityTab tab={m.DataTab} />),
  },
});

const labelsContent = EntityContentBlueprint.make({
  name: 'labels',
  params: {
    path: '/labels',
    title: 'Labels',
    filter: isDataset,
    loader: () =>
      import('./labels/LabelsTab').then(m => <EntityTab tab={m.LabelsTab} />),
  },
});

const evaluationsContent = EntityContentBlueprint.make({
  name: 'evaluations',
  params: {
    path: '/evaluations',
    title: 'Evaluations',
    filter: isModel,
    loader: () =>
      import('./evaluations/EvaluationsTab').then(m => (
        <EntityTab tab={m.EvaluationsTab} />
      )),
  },
});

const errorsContent = EntityContentBlueprint.make({
  name: 'errors',
  params: {
    path: '/errors',
    title: 'Errors',
    filter: isModel,
    loader: () =>
      import('./errors/ErrorsTab').then(m => <EntityTab tab={m.ErrorsTab} />),
  },
});

const lineageContent = EntityContentBlueprint.make({
  name: 'lineage',
  params: {
    path: '/lineage',
    title: 'Lineage',
    filter: isAsset,
    loader: () =>
      import('./lineage/LineageTab').then(m => (
        <EntityTab tab={m.LineageTab} />
      )),
  },
});

const cardContent = EntityContentBlueprint.make({
  name: 'card',
  params: {
    path: '/card',
    title: 'Card',
    filter: isAsset,
    loader: () =>
      import('./cards/CardTab').then(m => <EntityTab tab={m.CardTab} />),
  },
});

const policiesContent = EntityContentBlueprint.make({
  name: 'policies',
  params: {
    path: '/policies',
    title: 'Policies',
    filter: isAsset,
    loader: () =>
      import('./policies/PoliciesTab').then(m => (
        <EntityTab tab={m.PoliciesTab} />
      )),
  },
});

const changesContent = EntityContentBlueprint.make({
  name: 'changes',
  params: {
    path: '/changes',
    title: 'Changes',
    filter: isAsset,
    loader: () =>
      import('./changes/ChangesTab').then(m => (
        <EntityTab tab={m.ChangesTab} />
      )),
  },
});

const syncContent = EntityContentBlueprint.make({
  name: 'sync',
  params: {
    path: '/sync',
    title: 'Sync',
    filter: isAsset,
    loader: () =>
      import('./sync/AssetSyncTab').then(m => (
        <EntityTab tab={m.AssetSyncTab} />
      )),
  },
});

/** Greenroom's frontend; wires and nothing else. */
export const greenroomPlugin = createFrontendPlugin({
  pluginId: 'greenroom',
  title: 'ML assets',
  icon: <RiPlantLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: assetsRouteRef },
  extensions: [
    api,
    reviewsApi,
    assetsPage,
    overviewCard,
    dataContent,
    labelsContent,
    evaluationsContent,
    errorsContent,
    lineageContent,
    cardContent,
    policiesContent,
    changesContent,
    syncContent,
  ],
});
