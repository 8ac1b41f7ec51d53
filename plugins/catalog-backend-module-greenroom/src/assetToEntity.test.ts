import {
  componentEntityV1alpha1Validator,
  entityEnvelopeSchemaValidator,
  FieldFormatEntityPolicy,
  resourceEntityV1alpha1Validator,
} from '@backstage/catalog-model';
import type { AssetEntity } from '@greenroom/backstage-plugin-greenroom-common';
import { assetToEntity } from './assetToEntity';

const model: AssetEntity = {
  id: 'northlight:northlight/digit-reader:greenroom.yaml#digit-reader',
  kind: 'model',
  title: 'Digit reader',
  description: 'Reads handwritten digits.',
  owner: 'group:default/vision',
  entityRef: 'component:default/digit-reader',
  adopted: false,
  archived: false,
  deprecated: false,
  dependsOnEntities: [],
  repository: 'northlight/digit-reader',
  path: 'model/green room.yaml',
  url: 'https://git.example/northlight/digit-reader/commit/0123abc',
  task: 'image-classification',
  tags: ['OCR', 'Forms & mail', 'ocr', '--', 'x'.repeat(80)],
};
const dataset: AssetEntity = {
  ...model,
  kind: 'dataset',
  entityRef: 'resource:default/digits',
  path: 'greenroom.yaml',
};

describe('assetToEntity', () => {
  it('makes a model a Component that depends on its data sets', () => {
    expect(
      assetToEntity({
        ...model,
        dependsOnEntities: ['resource:default/b', 'resource:default/a'],
      }),
    ).toEqual({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'digit-reader',
        namespace: 'default',
        title: 'Digit reader',
        description: 'Reads handwritten digits.',
        annotations: {
          'greenroom.dev/asset': model.id,
          'backstage.io/managed-by-location':
            'url:https://git.example/northlight/digit-reader/blob/HEAD/model/green%20room.yaml',
          'greenroom.dev/provided': 'true',
          'backstage.io/managed-by-origin-location':
            'url:https://git.example/northlight/digit-reader/blob/HEAD/model/green%20room.yaml',
          'backstage.io/source-location':
            'url:https://git.example/northlight/digit-reader/tree/HEAD/model/',
          'backstage.io/view-url':
            'https://git.example/northlight/digit-reader/blob/HEAD/model/green%20room.yaml',
        },
        tags: ['forms-mail', 'image-classification', 'ocr', 'x'.repeat(63)],
        links: [
          {
            url: 'https://git.example/northlight/digit-reader/blob/HEAD/model/green%20room.yaml',
            title: 'model/green room.yaml',
            icon: 'code',
          },
        ],
      },
      spec: {
        type: 'ml-model',
        lifecycle: 'production',
        owner: 'group:default/vision',
        dependsOn: ['resource:default/a', 'resource:default/b'],
      },
    });
  });

  it('makes a data set a Resource', () => {
    expect(assetToEntity(dataset)).toMatchObject({
      kind: 'Resource',
      metadata: {
        name: 'digits',
        annotations: {
          'backstage.io/source-location':
            'url:https://git.example/northlight/digit-reader/tree/HEAD/',
        },
      },
      spec: { type: 'dataset', owner: 'group:default/vision' },
    });
  });

  it('passes the rules of the catalog', async () => {
    for (const entity of [assetToEntity(model), assetToEntity(dataset)]) {
      entityEnvelopeSchemaValidator()(entity);
      await new FieldFormatEntityPolicy().enforce(entity);
      const check =
        entity.kind === 'Component'
          ? componentEntityV1alpha1Validator
          : resourceEntityV1alpha1Validator;
      expect(await check.check(entity)).toBe(true);
    }
  });

  it('stays the same entity whatever commit the asset was read from', () => {
    const later = {
      ...model,
      url: model.url?.replace('0123abc', 'fedcba9'),
    };
    expect(assetToEntity(later)).toEqual(assetToEntity(model));
  });

  it('names the asset as its place where there is no link', () => {
    const { metadata } = assetToEntity({ ...model, url: undefined });
    expect(metadata.annotations).toMatchObject({
      'backstage.io/managed-by-location': `greenroom:${model.id}`,
    });
    expect(metadata.links).toEqual([]);
  });
});
