import { JONAS, MIRA, SeedPerson, SOFIA } from './people';
import { POLICIES } from './policies';
import { SeedRepository, texts } from './SeedRepository';

const TEAMS: readonly {
  name: string;
  title: string;
  members: readonly SeedPerson[];
}[] = [
  { name: 'vision', title: 'Vision', members: [MIRA, JONAS] },
  { name: 'mail', title: 'Mail', members: [MIRA, JONAS] },
  { name: 'governance', title: 'Governance', members: [SOFIA] },
];

function group({ name, title }: (typeof TEAMS)[number]): string {
  return `apiVersion: backstage.io/v1alpha1
kind: Group
metadata:
  name: ${name}
  title: ${title}
spec:
  type: team
  profile:
    displayName: ${title}
  children: []
`;
}

function user(person: SeedPerson): string {
  const teams = TEAMS.filter(({ members }) => members.includes(person)).map(
    ({ name }) => name,
  );
  return `apiVersion: backstage.io/v1alpha1
kind: User
metadata:
  name: ${person.login}
  title: ${person.name}
spec:
  profile:
    displayName: ${person.name}
    email: ${person.email}
  memberOf: [${teams.join(', ')}]
`;
}

function system(
  name: string,
  title: string,
  owner: string,
  description: string,
): string {
  return `apiVersion: backstage.io/v1alpha1
kind: System
metadata:
  name: ${name}
  title: ${title}
  description: ${description}
spec:
  owner: group:default/${owner}
  domain: reading
`;
}

const GUEST = `apiVersion: backstage.io/v1alpha1
kind: User
metadata:
  name: guest
  title: Guest
spec:
  profile:
    displayName: Guest
  memberOf: []
`;

const DOMAIN = `apiVersion: backstage.io/v1alpha1
kind: Domain
metadata:
  name: reading
  title: Reading
  description: What Northlight reads for its customers, on paper and in mailboxes.
spec:
  owner: group:default/governance
`;

/** People, teams and systems of the organisation. */
export function organisationRepository(): SeedRepository {
  return {
    name: 'org',
    description: 'People, teams and systems of Northlight',
    topics: ['catalog'],
    commits: [
      {
        message: 'Describe people, teams and systems',
        author: SOFIA,
        date: '2026-04-02T08:30:00Z',
        files: texts({
          'catalog-info.yaml': [
            DOMAIN,
            system(
              'paper-forms',
              'Paper forms',
              'vision',
              'Reads scanned paper forms.',
            ),
            system(
              'shared-mailboxes',
              'Shared mailboxes',
              'mail',
              'Runs the mailboxes of teams.',
            ),
            ...TEAMS.map(group),
            ...[MIRA, JONAS, SOFIA].map(user),
            GUEST,
          ].join('---\n'),
        }),
      },
      {
        message: 'State what every data set and model meets',
        author: SOFIA,
        date: '2026-11-02T09:15:00Z',
        files: texts(POLICIES),
      },
    ],
  };
}
