/**
 * What a module that was imported only now offers: where TypeScript is run from
 * source, a CommonJS module stands behind `default`.
 */
export async function loaded<Module extends object>(
  loading: Promise<Module & { readonly default?: Module }>,
): Promise<Module> {
  const module = await loading;
  return module.default ?? module;
}
