import {
  askRego,
  brokenRego,
  BundleError,
  type Checked,
  checkPolicies,
  type Outcome,
  type PolicyFacts,
  readBundle,
  type RegoAsker,
  rulesInForce,
} from '@greenroom/governance';
import type { Manifest } from '@greenroom/manifest';
import { bundleBeside, type PolicyClone, policyFiles } from './policyFiles';

/** Of what a clone does not know, a rule is not checked. */
export type CheckResult = Exclude<Outcome['result'], 'unknown'> | 'not checked';

/** What the rules in force say of an asset, each with the line that states it. */
export async function checksOf(
  clones: readonly PolicyClone[],
  manifest: Manifest,
  facts: PolicyFacts,
) {
  const of = {
    system: manifest.system?.split('/').at(-1),
    today: facts.today,
  };
  const stated = await Promise.all(clones.map(each => policyFiles(each, of)));
  const { rules, problems } = rulesInForce(stated.flatMap(each => each.rules));
  const found = await checkPolicies(rules, facts, {
    waivers: stated.flatMap(({ waivers }) => waivers),
    rego: asker(clones),
  });
  return {
    name: manifest.name,
    kind: facts.kind,
    version: manifest.version ?? null,
    checks: found.map(toJson),
    problems: [...stated.flatMap(each => each.problems), ...problems],
  };
}

function toJson({ inForce, title, outcome, waivers }: Checked) {
  const { rule, policy, level, stated, tightens } = inForce;
  const isWaived = waivers.some(({ state }) => state === 'in force');
  const result: CheckResult =
    outcome.result === 'unknown' ? 'not checked' : outcome.result;
  return {
    rule: rule.id,
    ...{ policy, level, title, check: rule.check, severity: rule.severity },
    result,
    isWaived,
    blocks: result === 'fail' && !isWaived && rule.severity === 'error',
    message: outcome.message,
    evidence: outcome.evidence,
    remedy: outcome.remedy ?? null,
    stated,
    tightens,
    waivers: waivers.map(({ waiver, state, message, author }) => ({
      ...{ state, message, author, reason: waiver.reason, until: waiver.until },
    })),
  };
}

function asker(clones: readonly PolicyClone[]): RegoAsker {
  return async (rule, { stated }, facts) => {
    try {
      const bytes = await bundleBeside(clones, stated, rule.bundle);
      if (!bytes)
        throw new BundleError(
          `There is no ${rule.bundle} beside ${stated.path}. Build it with opa build -t wasm.`,
        );
      return await askRego(await readBundle(bytes), rule, facts);
    } catch (error) {
      if (error instanceof BundleError) return brokenRego(error);
      throw error;
    }
  };
}
