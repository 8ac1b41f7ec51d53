import type { SliceFeature } from '@greenroom/evaluation';

/** A column that features are read off. */
export type DerivedColumn =
  | { readonly of: 'text'; readonly name: string }
  /** PNG, JPEG or WebP. */
  | { readonly of: 'picture'; readonly name: string }
  | {
      readonly of: 'pixels';
      readonly name: string;
      readonly width: number;
      readonly height: number;
      readonly channels: 1 | 3 | 4;
    };

/** The table is our own artifact. */
export type DerivedInput = {
  readonly table: string;
  /** By which people know a row. */
  readonly key?: string;
  readonly columns: readonly DerivedColumn[];
  /** Columns that are personal. */
  readonly hidden: readonly string[];
};

/** A feature in the file of a version's derived features. */
export type DerivedSliceFeature = SliceFeature & {
  readonly derivedFrom: string;
  /** Its values mean nothing in another version: clusters. */
  readonly isOfVersion?: boolean;
};

export type DerivedAnswer = {
  /** Those that tell rows apart. */
  readonly features: readonly DerivedSliceFeature[];
  /** Where not all pictures were looked at: what that means. */
  readonly remark?: string;
};
