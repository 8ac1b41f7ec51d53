/** File names that many repositories have: the folder says more. */
const COMMON =
  /^(readme|index|croissant|datapackage|mlmodel|dvc|bom|metadata|greenroom|inferenceservice|mlbom|ml-bom)$/i;

/** What the place of a file suggests as a name: of a common file its folder, else its stem. */
export function placeName(path: string, repository?: string): string {
  const parts = path.split('/').filter(part => part !== '' && part !== '.');
  const file = parts.at(-1) ?? '';
  const stem = file
    .replace(/\.(croissant|cdx|bom|mlbom)?\.?(md|json|jsonld|ya?ml|dvc)$/i, '')
    .replace(/\.[a-z0-9]{1,8}$/i, '');
  if (!COMMON.test(stem) && stem !== '') return stem;
  return parts.at(-2) ?? repository?.split('/').at(-1) ?? stem;
}
