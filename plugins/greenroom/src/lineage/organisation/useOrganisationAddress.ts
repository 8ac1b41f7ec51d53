import {
  organisationCollapseSchema,
  type OrganisationCollapse,
} from '@greenroom/backstage-plugin-greenroom-common';
import { type AddressOf, useAddressOf } from '../useLineageAddress';

/** What stands as one node at first is undefined where the portal is to choose. */
export type OrganisationAddress = AddressOf<OrganisationCollapse | undefined>;

function readBy(text: string | undefined): OrganisationCollapse | undefined {
  return organisationCollapseSchema.optional().catch(undefined).parse(text);
}

export function useOrganisationAddress() {
  return useAddressOf(readBy);
}
