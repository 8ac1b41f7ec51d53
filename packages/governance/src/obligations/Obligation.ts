/** What binds whoever uses data, or a model that came of it. */
export type Obligation =
  /** SPDX licence expression. */
  | { readonly kind: 'licence'; readonly expression: string }
  /** A condition of use, as its source states it. */
  | { readonly kind: 'use condition'; readonly text: string }
  /** Columns that tell of people, or what is told of them in words. */
  | {
      readonly kind: 'personal data';
      readonly columns: readonly string[];
      readonly told?: string;
    }
  /** What people agreed to. */
  | { readonly kind: 'consent'; readonly purpose: string }
  /** It must be gone by then, with all that holds copies of it: milliseconds since 1970. */
  | { readonly kind: 'retention'; readonly until: number };
