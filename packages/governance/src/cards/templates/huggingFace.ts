import type { CardTemplate, TemplatePoint } from '../CardTemplate';

function front(
  point: string,
  title: string,
  hint: string,
  manifest: readonly string[] = [],
): TemplatePoint {
  return {
    point,
    title,
    hint,
    headings: [],
    frontMatter: [point],
    manifest: [...manifest],
  };
}

function section(
  point: string,
  hint: string,
  also: readonly string[] = [],
): TemplatePoint {
  return {
    point,
    title: point,
    hint,
    headings: [point, ...also],
    frontMatter: [],
    manifest: [],
  };
}

/**
 * The sections of the Hub's own template and the metadata that it reads
 * (huggingface_hub, `modelcard_template.md`, and Hub documentation, "Model
 * Cards"; after Mitchell et al. 2019, "Model Cards for Model Reporting").
 */
export const HUGGING_FACE: CardTemplate = {
  id: 'hugging-face',
  title: 'Hugging Face model card',
  source: 'https://huggingface.co/docs/hub/model-cards',
  points: [
    front(
      'license',
      'Licence in the metadata',
      'An SPDX identifier in lower case.',
      ['license'],
    ),
    front(
      'library_name',
      'Library in the metadata',
      'What loads the model, such as onnx.',
    ),
    front('tags', 'Tags in the metadata', 'Words by which it is found.', [
      'tags',
    ]),
    front(
      'datasets',
      'Data sets in the metadata',
      'What it was trained on, as owner/name.',
      ['trainedOn'],
    ),
    front(
      'pipeline_tag',
      'Task in the metadata',
      'A task of the Hub, such as image-classification.',
      ['task'],
    ),
    front(
      'model-index',
      'Results in the metadata',
      'Figures with task, data set and metric; they are measured again here.',
    ),
    section('Model Description', 'What it is, who made it and of which kind.', [
      'Model Details',
      'Description',
      'Overview',
    ]),
    section('Uses', 'What it is meant for, and by whom.', [
      'Direct Use',
      'Intended use',
      'Intended uses',
      'Intended uses & limitations',
    ]),
    section('Out-of-Scope Use', 'What it must not be used for.', [
      'Out of scope',
      'Misuse',
      'Limits',
      'Limitations',
    ]),
    section(
      'Bias, Risks, and Limitations',
      'Where it fails, and whom that meets.',
      ['Limits', 'Limitations', 'Limitations and bias', 'Risks', 'Bias'],
    ),
    section(
      'Recommendations',
      'What whoever uses it should do about its limits.',
      ['Ethical considerations', 'Caveats and recommendations'],
    ),
    section(
      'How to Get Started with the Model',
      'Lines of code that run it once.',
      ['How to use', 'Usage', 'Getting started', 'Quick start'],
    ),
    section('Training Data', 'Which data, of which version.', [
      'Training Details',
      'Data',
      'Training and evaluation data',
    ]),
    section('Training Procedure', 'How it was trained.', [
      'Training',
      'Training hyperparameters',
    ]),
    section('Evaluation', 'What it was tested on, and how.', [
      'Figures',
      'Testing Data, Factors & Metrics',
      'Testing Data',
      'Metrics',
    ]),
    section('Results', 'Figures with intervals.', [
      'Figures',
      'Evaluation results',
      'Performance',
    ]),
    section(
      'Environmental Impact',
      'Hardware, hours and emissions of the training.',
      ['Emissions'],
    ),
    section(
      'Technical Specifications',
      'Architecture and objective, infrastructure.',
      ['Model Architecture and Objective', 'Architecture'],
    ),
    section('Citation', 'How to cite it.'),
    section('Model Card Contact', 'Whom to ask.', [
      'Contact',
      'Model Card Authors',
      'Owner',
    ]),
  ],
};
