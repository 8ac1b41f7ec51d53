import type { PermissionRuleset } from '@backstage/plugin-permission-node';
import type { AssetFilter, PermissionedAsset } from './assetResource';
import { assetRules } from './assetRules';

/** Our own rules by name, where no framework has registered them. */
export const assetRuleset: PermissionRuleset<PermissionedAsset, AssetFilter> = {
  getRuleByName(name) {
    const rule = Object.values(assetRules).find(each => each.name === name);
    if (!rule) throw new Error(`No rule ${name}.`);
    return rule as ReturnType<typeof assetRuleset.getRuleByName>;
  },
};
