export type SeedPerson = {
  readonly login: string;
  readonly name: string;
  readonly email: string;
};

export const ORGANISATION = {
  login: 'northlight',
  name: 'Northlight',
} as const;

export const MIRA: SeedPerson = {
  login: 'mira-okafor',
  name: 'Mira Okafor',
  email: 'mira.okafor@northlight.example',
};
export const JONAS: SeedPerson = {
  login: 'jonas-weber',
  name: 'Jonas Weber',
  email: 'jonas.weber@northlight.example',
};
export const SOFIA: SeedPerson = {
  login: 'sofia-lindqvist',
  name: 'Sofia Lindqvist',
  email: 'sofia.lindqvist@northlight.example',
};
export const CI: SeedPerson = {
  login: 'northlight-ci',
  name: 'Northlight CI',
  email: 'ci@northlight.example',
};

/** A data scientist, a labelling lead, a governance reviewer, and the host's CI. */
export const PEOPLE: readonly SeedPerson[] = [MIRA, JONAS, SOFIA, CI];
