import type { CardTemplate, TemplatePoint } from '../CardTemplate';

function point(
  number: string,
  title: string,
  hint: string,
  headings: readonly string[],
  manifest: readonly string[] = [],
): TemplatePoint {
  return {
    point: number,
    title,
    hint,
    // Its number begins a heading, too: see `isHeadingOf`.
    headings: [title, ...headings],
    frontMatter: [],
    manifest: [...manifest],
  };
}

/**
 * Technical documentation as Annex IV of Regulation (EU) 2024/1689 (the AI Act)
 * lists it for Article 11(1), point by point, with the Annex's own numbers. That
 * something is written is all that is looked at: whether it is enough is for
 * people to judge.
 */
export const ANNEX_IV: CardTemplate = {
  id: 'eu-ai-act-annex-iv',
  title: 'EU AI Act, Annex IV: technical documentation',
  source: 'https://eur-lex.europa.eu/eli/reg/2024/1689/oj',
  points: [
    point(
      '1(a)',
      'Intended purpose, provider and version',
      'What the system is for, who provides it, and its version with its relation to earlier ones.',
      ['Intended purpose', 'Intended use', 'Uses'],
    ),
    point(
      '1(b)',
      'Interaction with other hardware and software',
      'How it interacts, or can be used to interact, with hardware or software that is not part of it, other AI systems included.',
      ['Interaction with other systems', 'Interfaces', 'Integration'],
    ),
    point(
      '1(c)',
      'Versions of relevant software and firmware',
      'The versions it needs, and what updates of them ask for.',
      ['Software versions', 'Requirements', 'Dependencies'],
    ),
    point(
      '1(d)',
      'Forms in which it is placed on the market',
      'All of them: packages embedded into hardware, downloads, APIs.',
      ['Forms of distribution', 'Distribution', 'Deployment'],
      ['endpoint'],
    ),
    point(
      '1(e)',
      'Hardware on which it is intended to run',
      'Processors, memory, devices.',
      ['Hardware', 'Hardware requirements'],
    ),
    point(
      '1(f)',
      'Photographs or illustrations of the product',
      'Where it is a component of products: external features, marking and internal layout; else that it is none.',
      ['Product illustrations', 'Component of products'],
    ),
    point(
      '1(g)',
      'User interface provided to the deployer',
      'A basic description.',
      ['User interface'],
    ),
    point('1(h)', 'Instructions for use', 'For the deployer.', [
      'How to use',
      'Usage',
      'How to Get Started with the Model',
    ]),
    point(
      '2(a)',
      'Methods and steps of development',
      'Steps performed, and how pre-trained systems or tools of third parties were used, integrated or modified.',
      ['Development', 'Training Procedure', 'Training'],
    ),
    point(
      '2(b)',
      'Design specifications',
      'General logic and algorithms, key choices with rationale and assumptions, persons or groups concerned, classification choices, what it optimises, expected output and its quality, trade-offs.',
      ['Design', 'Design choices', 'Model Architecture and Objective'],
    ),
    point(
      '2(c)',
      'System architecture and computational resources',
      'How its software components build on one another, and what was used to develop, train, test and validate it.',
      ['Architecture', 'Technical Specifications', 'Compute Infrastructure'],
    ),
    point(
      '2(d)',
      'Data requirements and data sheets',
      'Training methods and data sets, their provenance, scope and main characteristics, how they were obtained and selected, labelled and cleaned.',
      ['Training Data', 'Data', 'Data sheets'],
      ['trainedOn'],
    ),
    point(
      '2(e)',
      'Human oversight measures',
      'An assessment by Article 14, with the technical measures that help deployers to interpret outputs.',
      ['Human oversight'],
    ),
    point(
      '2(f)',
      'Pre-determined changes',
      'Of the system and its performance, with what keeps it compliant.',
      ['Planned changes', 'Change plan'],
    ),
    point(
      '2(g)',
      'Validation and testing',
      'Procedures, data and their main characteristics, metrics of accuracy and robustness, potentially discriminatory impacts, test logs, reports dated and signed.',
      [
        'Evaluation',
        'Testing',
        'Testing Data, Factors & Metrics',
        'Results',
        'Figures',
      ],
      ['evaluations'],
    ),
    point('2(h)', 'Cybersecurity measures', 'What is put in place.', [
      'Cybersecurity',
      'Security',
    ]),
    point(
      '3',
      'Monitoring, functioning and control',
      'Capabilities and limits, accuracy for specific persons or groups and overall, foreseeable unintended outcomes and risks, human oversight, specifications of input data.',
      ['Limits', 'Limitations', 'Bias, Risks, and Limitations', 'Monitoring'],
    ),
    point(
      '4',
      'Appropriateness of the performance metrics',
      'Why these metrics fit this system.',
      ['Metrics', 'Choice of metrics'],
    ),
    point('5', 'Risk management system', 'By Article 9.', [
      'Risk management',
      'Risks',
    ]),
    point(
      '6',
      'Changes through the lifecycle',
      'Relevant changes that the provider made.',
      ['Changes', 'Change log', 'Changelog', 'History'],
    ),
    point(
      '7',
      'Harmonised standards applied',
      'A list with references; where there are none, the solutions adopted instead, and other standards applied.',
      ['Standards', 'Harmonised standards'],
    ),
    point('8', 'EU declaration of conformity', 'A copy, by Article 47.', [
      'Declaration of conformity',
    ]),
    point(
      '9',
      'Post-market monitoring',
      'The system that evaluates performance after it is on the market, by Article 72, with its plan.',
      ['Post-market monitoring plan', 'Post-market'],
    ),
  ],
};
