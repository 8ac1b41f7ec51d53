import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import { createPermissionIntegrationRouter } from '@backstage/plugin-permission-node';
import {
  greenroomPermissions,
  greenroomRowsReadPermission,
  RESOURCE_TYPE_ASSET,
} from '@greenroom/backstage-plugin-greenroom-common';
import express from 'express';
import type { Knex } from 'knex';
import request from 'supertest';
import { insertAsset } from '../__testUtils__/insertAsset';
import { oneDatabase } from '../database/testDatabases';
import { greenroomConditions } from './assetRules';
import type { Manifest } from '@greenroom/manifest';
import { putTraits } from './putTraits';
import { registerAssetPermissions } from './registerAssetPermissions';

const BASE = '/.well-known/backstage/permissions';

describe('the permission framework', () => {
  let knex: Knex;
  let app: express.Express;

  beforeAll(async () => {
    knex = await oneDatabase().knex();
    const router = createPermissionIntegrationRouter();
    registerAssetPermissions(
      {
        // As the service of the framework hands it on.
        addResourceType: (resource: {
          resourceRef: { resourceType: string };
        }) =>
          router.addResourceType({
            ...resource,
            resourceType: resource.resourceRef.resourceType,
          } as unknown as Parameters<typeof router.addResourceType>[0]),
        addPermissions: router.addPermissions,
      } as unknown as PermissionsRegistryService,
      knex,
    );
    app = express().use(router);
    await insertAsset(knex, { id: 'mails', owner: 'group:default/mail' });
    const manifest = {
      kind: 'Dataset',
      tags: ['open-data', 'open-data'],
      columns: [{ name: 'sender', personal: true }],
    } as unknown as Manifest;
    await putTraits(knex, new Map([['mails', manifest]]));
  });
  afterAll(() => knex.destroy());

  it('knows every permission, and what each rule is asked with', async () => {
    const { body } = await request(app).get(`${BASE}/metadata`);
    const named = (of: readonly { name: string }[]) =>
      of.map(({ name }) => name).sort();
    expect(named(body.permissions)).toEqual(named(greenroomPermissions));
    expect(
      body.rules.find((rule: { name: string }) => rule.name === 'IS_OWNER'),
    ).toMatchObject({
      resourceType: RESOURCE_TYPE_ASSET,
      paramsSchema: { properties: { owners: { type: 'array' } } },
    });
  });

  it.each([
    [
      'by its owner',
      greenroomConditions.isOwner({ owners: ['group:default/Mail'] }),
    ],
    [
      'by its tag',
      greenroomConditions.hasTag({ tags: ['faces', 'open-data'] }),
    ],
    ['by the people in it', greenroomConditions.hasPersonalData()],
    ['by what it is', greenroomConditions.isKind({ kinds: ['dataset'] })],
    [
      'by its repository',
      greenroomConditions.isInRepository({ repositories: ['acme/data'] }),
    ],
    [
      'by what it is not in',
      {
        not: greenroomConditions.isInSystem({ systems: ['system:default/x'] }),
      },
    ],
  ])('finds an asset %s', async (_, conditions) => {
    const asked = async (resourceRef: string) => {
      const { body } = await request(app)
        .post(`${BASE}/apply-conditions`)
        .send({
          items: [
            {
              id: greenroomRowsReadPermission.name,
              resourceRef,
              resourceType: RESOURCE_TYPE_ASSET,
              conditions,
            },
          ],
        });
      return body.items[0].result;
    };
    expect(await asked('mails')).toBe('ALLOW');
    expect(await asked('gone')).toBe('DENY');
  });
});
