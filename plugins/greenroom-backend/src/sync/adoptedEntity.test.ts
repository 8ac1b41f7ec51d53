import type { Entity } from '@backstage/catalog-model';
import { mockServices } from '@backstage/backend-test-utils';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { createAdoptedEntities } from './adoptedEntity';

const DIGITS = {
  id: 'a1',
  repository: 'acme/digits',
  path: 'greenroom.yaml',
  name: 'digits',
};
const SOUNDS = { ...DIGITS, id: 'a2', name: 'sounds' };

function adopting(name: string, asset: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name,
      annotations: { 'greenroom.dev/asset': asset },
    },
  };
}

/** A catalog that says how often it was asked. */
function catalogWith(pages: () => Entity[][]) {
  const catalog = { asked: 0 };
  let now = 0;
  const adoptedEntities = createAdoptedEntities({
    catalog: {
      async *streamEntities() {
        catalog.asked++;
        yield* pages();
      },
    } as unknown as CatalogService,
    auth: mockServices.auth(),
    now: () => now,
  });
  return {
    catalog,
    adoptedEntities,
    pass: (seconds: number) => {
      now += seconds * 1000;
    },
  };
}

describe('entities that were declared for assets', () => {
  it.each(['a1', 'acme/digits/greenroom.yaml#digits', 'acme/digits#digits'])(
    'are found by the annotation %s',
    async annotation => {
      const { adoptedEntities } = catalogWith(() => [
        [adopting('others', 'acme/others#others')],
        [adopting('my-digits', annotation)],
      ]);
      expect([...(await adoptedEntities([DIGITS, SOUNDS]))]).toEqual([
        ['a1', { entityRef: 'resource:default/my-digits', retain: false }],
      ]);
    },
  );

  it('are asked for once for the repositories that are read in half a minute', async () => {
    const { catalog, adoptedEntities, pass } = catalogWith(() => []);
    await Promise.all([adoptedEntities([DIGITS]), adoptedEntities([SOUNDS])]);
    pass(20);
    await adoptedEntities([DIGITS]);
    expect(catalog.asked).toBe(1);
  });

  it('are seen half a minute after somebody declared them', async () => {
    const declared: Entity[] = [];
    const { adoptedEntities, pass } = catalogWith(() => [declared]);
    await adoptedEntities([DIGITS]);
    declared.push(adopting('my-digits', 'a1'));
    pass(31);
    expect((await adoptedEntities([DIGITS])).has('a1')).toBe(true);
  });

  it('are asked for again after the catalog did not answer', async () => {
    let answers = false;
    const { adoptedEntities } = catalogWith(() => {
      if (!answers) throw new Error('The catalog is starting.');
      return [[adopting('my-digits', 'a1')]];
    });
    await expect(adoptedEntities([DIGITS])).rejects.toThrow('starting');
    answers = true;
    expect((await adoptedEntities([DIGITS])).has('a1')).toBe(true);
  });
});
