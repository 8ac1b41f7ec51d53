import { type Models, Serialize } from '@cyclonedx/cyclonedx-library';

type Normalizers = typeof Serialize.JSON.Normalize;
type Normalized = NonNullable<
  ReturnType<InstanceType<Normalizers['ComponentNormalizer']>['normalize']>
>;

class MlComponentNormalizer extends Serialize.JSON.Normalize
  .ComponentNormalizer {
  readonly #ml: MlNormalizerFactory;

  constructor(factory: MlNormalizerFactory) {
    super(factory);
    this.#ml = factory;
  }

  override normalize(
    component: Models.Component,
    options: Serialize.Types.NormalizerOptions,
  ): Normalized | undefined {
    const normalized = super.normalize(component, options);
    if (!normalized) return undefined;
    const { modelCards, data, tags } = this.#ml;
    const beside = {
      modelCard: modelCards.get(component),
      data: data.get(component),
      tags: tags.get(component),
    };
    return { ...normalized, ...beside } as Normalized;
  }
}

/**
 * The library's models have no `modelCard`, no `data` and no `tags` of a component
 * (10.3.0), which its schemas and its validator do: they are put beside what it
 * writes of the component.
 */
export class MlNormalizerFactory extends Serialize.JSON.Normalize.Factory {
  readonly modelCards = new Map<Models.Component, object>();
  readonly data = new Map<Models.Component, readonly object[]>();
  readonly tags = new Map<Models.Component, readonly string[]>();

  override makeForComponent(): Serialize.JSON.Normalize.ComponentNormalizer {
    return new MlComponentNormalizer(this);
  }
}
