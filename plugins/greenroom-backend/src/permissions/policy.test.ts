import { mockCredentials } from '@backstage/backend-test-utils';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import { greenroomPermissions } from '@greenroom/backstage-plugin-greenroom-common';
import { TeamsPolicy } from './__testUtils__/TeamsPolicy';
import type { PermissionedAsset } from './assetResource';
import { assetRuleset } from './assetRuleset';
import { tagTrait, TRAIT_PERSONAL } from './assetTraits';

const applies = createConditionAuthorizer(assetRuleset);
const VISION = 'group:default/vision';
const MAIL = 'group:default/mail';

const assetOf = (
  owner: string,
  ...traits: readonly string[]
): PermissionedAsset => ({
  id: 'a',
  kind: 'dataset',
  owner,
  repository: 'acme/data',
  system: '',
  traits: new Set(traits),
});
/** What a member of some teams may do with an asset, by the names of permissions without `greenroom.`. */
async function held(teams: readonly string[], asset: PermissionedAsset) {
  const policy = new TeamsPolicy();
  const names: string[] = [];
  for (const permission of greenroomPermissions) {
    const decision = await policy.handle(
      { permission },
      {
        credentials: mockCredentials.user(),
        info: {
          userEntityRef: 'user:default/mira',
          ownershipEntityRefs: ['user:default/mira', ...teams],
        },
      },
    );
    if (applies(decision, asset))
      names.push(permission.name.replace('greenroom.', ''));
  }
  return names;
}

describe('a policy by teams', () => {
  it('lets people work on what their team owns', async () => {
    expect(await held([VISION], assetOf(VISION))).toEqual([
      'metadata.read',
      'rows.read',
      'personal.read',
      'propose',
      'run',
      'plan.permit',
    ]);
  });

  it('lets them see that there is more', async () => {
    expect(await held([VISION], assetOf(MAIL))).toEqual(['metadata.read']);
  });

  it('lets all see rows of open data, unless there are people in them', async () => {
    const open = tagTrait('open-data');
    expect(await held([VISION], assetOf(MAIL, open))).toEqual([
      'metadata.read',
      'rows.read',
    ]);
    expect(await held([VISION], assetOf(MAIL, open, TRAIT_PERSONAL))).toEqual([
      'metadata.read',
    ]);
  });

  it('keeps review and administration for those whose task they are', async () => {
    expect(await held(['group:default/governance'], assetOf(MAIL))).toEqual([
      'metadata.read',
      'review',
      'approve',
    ]);
    expect(await held(['group:default/platform'], assetOf(MAIL))).toEqual([
      'metadata.read',
      'administer',
    ]);
  });
});
