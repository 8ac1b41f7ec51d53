/** Where the reference figures and their inputs are. */
export type Fixtures = { readonly folder: string };
