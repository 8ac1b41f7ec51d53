import ReactDOM from 'react-dom/client';
import { createApp } from '@backstage/frontend-defaults';
import { useEffect } from 'react';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import type { GreenroomApi } from '@greenroom/backstage-plugin-greenroom-common';
import greenroomPlugin, { greenroomApiRef } from '../src';
import { exampleApi } from './exampleApi';
// This is an app of its own, for looking at pages.
// eslint-disable-next-line @backstage/no-ui-css-imports-in-non-frontend
import '@backstage/ui/css/styles.css';

const entities = [
  { kind: 'Resource', name: 'digits', type: 'dataset' },
  { kind: 'Resource', name: 'mail', type: 'dataset' },
  { kind: 'Resource', name: 'street', type: 'dataset' },
  { kind: 'Resource', name: 'ledger', type: 'dataset' },
  { kind: 'Resource', name: 'clicks', type: 'dataset' },
  { kind: 'Component', name: 'digit-reader', type: 'ml-model' },
].map(({ kind, name, type }) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'default', uid: name },
  spec: { type, owner: 'group:default/vision', lifecycle: 'production' },
  relations: [],
}));

/** Answers of the example where it has one, a refusal by name elsewhere. */
const api = new Proxy(exampleApi, {
  get: (target, name) =>
    Reflect.get(target, name) ??
    (async () => {
      throw new Error(`The example has no answer for ${String(name)}`);
    }),
}) as unknown as GreenroomApi;

const EnterAsMira: Parameters<typeof SignInPageBlueprint.make>[0]['params'] = {
  loader: async () =>
    function Enter({ onSignInSuccess }) {
      useEffect(() => {
        onSignInSuccess({
          getProfileInfo: async () => ({ displayName: 'Mira Okafor' }),
          getBackstageIdentity: async () => ({
            type: 'user',
            userEntityRef: 'user:default/mira-okafor',
            ownershipEntityRefs: ['user:default/mira-okafor'],
          }),
          getCredentials: async () => ({}),
          signOut: async () => {},
        });
      }, [onSignInSuccess]);
      return null;
    },
};

const app = createApp({
  features: [
    catalogPlugin,
    greenroomPlugin,
    createFrontendModule({
      pluginId: 'app',
      extensions: [SignInPageBlueprint.make({ params: EnterAsMira })],
    }),
    createFrontendModule({
      pluginId: 'greenroom',
      extensions: [
        ApiBlueprint.make({
          params: define =>
            define({ api: greenroomApiRef, deps: {}, factory: () => api }),
        }),
      ],
    }),
    createFrontendModule({
      pluginId: 'catalog',
      extensions: [
        ApiBlueprint.make({
          params: define =>
            define({
              api: catalogApiRef,
              deps: {},
              factory: () => new InMemoryCatalogClient({ entities }),
            }),
        }),
      ],
    }),
  ],
});

ReactDOM.createRoot(document.getElementById('root')!).render(app.createRoot());
