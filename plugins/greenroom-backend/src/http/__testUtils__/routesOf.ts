import type { Router } from 'express';

/** As much of Express as is needed to see what a router answers to. */
type Layer = {
  readonly route?: {
    readonly path: string;
    readonly methods: Readonly<Record<string, boolean>>;
  };
  readonly regexp: RegExp & { readonly fast_slash?: boolean };
  readonly handle: { readonly stack?: readonly Layer[] };
};

/** Method and path of every route that stands at the root; routers below a path of their own are left out. */
export function routesOf(router: Router): string[] {
  return routesIn((router as unknown as { stack: readonly Layer[] }).stack);
}

function routesIn(stack: readonly Layer[]): string[] {
  return stack.flatMap(({ route, regexp, handle }) => {
    if (route)
      return Object.keys(route.methods).map(
        method => `${method.toUpperCase()} ${route.path}`,
      );
    return handle.stack && regexp.fast_slash ? routesIn(handle.stack) : [];
  });
}
