import type {
  AssetDetail,
  FieldOrigin,
} from '@greenroom/backstage-plugin-greenroom-common';
import { ProblemList } from '../assets/SyncTab';
import { HostLink } from '../components/CommitLink';
import { Panel } from '../components/Panel';
import { plural } from '../components/numbers';
import { ScrollRegion } from '../components/ScrollRegion';
import stacked from '../components/stacked.module.css';
import styles from './sync.module.css';

/** Formats as people call them. */
const FORMATS: Record<string, string> = {
  greenroom: 'greenroom.yaml',
  croissant: 'Croissant',
  'huggingface-dataset': 'Hugging Face card',
  'huggingface-model': 'Hugging Face card',
  'huggingface-eval': 'published results',
  frictionless: 'Data Package',
  dvc: 'DVC',
  lfs: 'Git LFS',
  mlflow: 'MLmodel',
  cyclonedx: 'CycloneDX',
  kserve: 'KServe',
};

/** Fields that are groups of others, said at one place. */
const GROUPS: Record<string, string> = {
  emissions: 'emissions',
};

/** "sourceDatasets" as "source datasets". */
function words(field: string): string {
  return field.replace(/([a-z])([A-Z])/g, '$1 $2').toLocaleLowerCase('en-US');
}

function originOf(asset: AssetDetail, field: string): FieldOrigin | undefined {
  return (
    asset.origins[GROUPS[field] ?? field] ??
    asset.origins.responsible ??
    asset.origins.considerations
  );
}

function Said(props: { origin?: FieldOrigin }) {
  const { origin } = props;
  if (!origin) return null;
  return (
    <HostLink url={origin.url}>
      {origin.path}:{origin.line}
    </HostLink>
  );
}

/** Each field that some file declares, with the file and line that said it. */
export function Declaration(props: { asset: AssetDetail }) {
  const { asset } = props;
  const names = [
    ...new Set(asset.formats.map(format => FORMATS[format] ?? format)),
  ];
  const fields = Object.entries({
    name: asset.name,
    ...(asset.title === asset.name ? {} : { title: asset.title }),
    ...(asset.description ? { description: asset.description } : {}),
    ...(asset.tags.length > 0 ? { tags: asset.tags.join(', ') } : {}),
    ...asset.declared,
  });
  return (
    <Panel
      title={`Declared by ${names.join(', ')}: ${plural(
        fields.length,
        'field',
      )}`}
      note="Where several files say the same field, the first of these formats counts."
    >
      <ScrollRegion name="Declared fields">
        <table className={`${styles.table} ${stacked.stacked}`}>
          <thead>
            <tr>
              <th scope="col">field</th>
              <th scope="col">value</th>
              <th scope="col">said in</th>
            </tr>
          </thead>
          <tbody>
            {fields.map(([field, value]) => (
              <tr key={field}>
                <th scope="row">{words(field)}</th>
                <td className={styles.words}>{value}</td>
                <td>
                  <Said origin={originOf(asset, field)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {asset.warnings.length > 0 ? (
        <>
          <h3 className={styles.subtitle}>
            {plural(asset.warnings.length, 'thing')} in these files that was
            left out
          </h3>
          <ProblemList problems={asset.warnings} />
        </>
      ) : null}
    </Panel>
  );
}
