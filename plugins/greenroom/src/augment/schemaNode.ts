/** A node of JSON Schema, as far as forms read it. */
export type SchemaNode = {
  readonly type?: string;
  readonly const?: unknown;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly items?: SchemaNode;
  readonly oneOf?: readonly SchemaNode[];
  readonly anyOf?: readonly SchemaNode[];
};

export type Fields = Readonly<Record<string, unknown>>;

/** One of several forms of an object, told by the value of one field. */
export type Variant = { readonly name: string; readonly node: SchemaNode };

/** How a value is asked for. */
export type FieldKind =
  | { readonly kind: 'fixed' }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly kind: 'number'; readonly node: SchemaNode }
  | { readonly kind: 'text' }
  | { readonly kind: 'lines' }
  | { readonly kind: 'list'; readonly variants: readonly Variant[] }
  | { readonly kind: 'json' };

/** The forms of an object that differ by `tag`; none where the node has none. */
export function variantsOf(
  node: SchemaNode | undefined,
  tag: string,
): Variant[] {
  return (node?.oneOf ?? node?.anyOf ?? []).flatMap(each => {
    const name = each.properties?.[tag]?.const;
    return typeof name === 'string' ? [{ name, node: each }] : [];
  });
}

export function fieldKind(node: SchemaNode): FieldKind {
  if (node.const !== undefined) return { kind: 'fixed' };
  if (node.enum) return { kind: 'choice', values: node.enum };
  if (node.type === 'number' || node.type === 'integer')
    return { kind: 'number', node };
  if (
    node.type === 'string' ||
    node.anyOf?.some(each => each.type === 'string')
  )
    return { kind: 'text' };
  if (node.type === 'array') {
    const variants = variantsOf(node.items, 'op');
    if (variants.length > 0) return { kind: 'list', variants };
    if (node.items?.type === 'string') return { kind: 'lines' };
  }
  return { kind: 'json' };
}

/** What a form begins with: fixed values and defaults, and one item of lists that want one. */
export function startOf(node: SchemaNode): Fields {
  return Object.fromEntries(
    Object.entries(node.properties ?? {}).flatMap(([name, field]) => {
      if (field.const !== undefined) return [[name, field.const]];
      if (field.default !== undefined) return [[name, field.default]];
      if (!node.required?.includes(name)) return [];
      const kind = fieldKind(field);
      if (kind.kind === 'list')
        return [[name, [startOf(kind.variants[0].node)]]];
      if (kind.kind === 'lines') return [[name, []]];
      if (kind.kind === 'number')
        return [[name, Math.max(1, kind.node.minimum ?? 1)]];
      return [];
    }),
  );
}
