// docs/preprocessors.md from the preprocessors' own descriptions. Pure.
import { sliders } from '../../workers/preprocess/params.ts';
import type { Meta } from '../../workers/preprocess/types.ts';

const GROUPS: Readonly<Record<Meta['group'], string>> = {
  lines: 'Lines and edges',
  plain: 'For drawings and finished maps',
  shape: 'Depth and surface',
  regions: 'Regions',
  pose: 'Pose',
};

const HEAD = `<!-- Written by \`npm run docs:maps\` from workers/preprocess/*/meta.ts; change those, not this. -->

# Preprocessors

A preprocessor turns a photo or a drawing into a *control map*: the picture of lines, depth, regions or poses that a ControlNet
reads. The photo panel draws its sliders from the same descriptions; scripts call
[\`inkling.preprocess(name, image, params)\`](api.md). Names, ranges and defaults are sd-webui-controlnet's where it has the same.

Where there is a \`resolution\`, the picture is brought to that many pixels on its shorter side first, padded to a multiple of 64
by repeating its edge, and the map is cropped back: a map is as large as the preprocessor saw the picture. The panel's
pixel-perfect switch takes the resolution from the wanted picture: with k0 and k1 its height and width over the photo's, it is
round(max(k0, k1) x shorter side), with min instead of max where the map is fitted in whole. Alpha is composited over white.

Regions (\`seg_ofade20k\`) and poses can also be made by hand, in the panel's editors, without any photo. A pose that was found in a
photo is where the pose editor begins. MoveNet was trained to see one person; that it marks others too, and looks at parts of the
picture, finds up to ten. People who hide one another, or who are smaller than an eighth of the picture, it may miss: those are added
in the editor. Hands and faces are not found, but drawn where OpenPose JSON has them. Grey PNG files of 16 bits are read to the last
bit by what reads depth (\`depth_file\`, \`normal_midas\`).

The pictures below were made by this page of [a photo](../e2e/photos/coffee.jpg) by Rachel Michetti (CC0, from scikit-image) and
[two put side by side](../e2e/photos/two.jpg) by NASA and the US Navy (public domain, from scikit-image and matplotlib). There is
none where a network has to be downloaded first.
`;

/** The whole page; `drawn` are the names that have a picture. */
export function markdown(metas: readonly Meta[], drawn: readonly string[]): string {
  const groups = Object.entries(GROUPS).map(([group, title]) => {
    const members = metas.filter((meta) => meta.group === group);
    return members.length === 0 ? '' : `## ${title}\n\n${members.map((meta) => section(meta, drawn).trimEnd()).join('\n\n')}`;
  });
  return `${[HEAD.trimEnd(), ...groups.filter((text) => text !== '')].join('\n\n')}\n`;
}

function section(meta: Meta, drawn: readonly string[]): string {
  const { name, title, about, weights } = meta;
  const picture = drawn.includes(name) ? `![${title}](maps/${name}.webp)\n\n` : '';
  const network = weights
    ? `Needs a network by ${weights.source}: ${(weights.bytes / 1e6).toFixed(1)} MB, licence ${weights.licence}, downloaded once after the user agreed.\n\n`
    : '';
  return `### ${title} (\`${name}\`)\n\n${about}\n\n${network}${table(meta)}${picture}`;
}

function table(meta: Meta): string {
  const params = sliders(meta);
  if (params.length === 0) return '';
  const rows = params.map(
    ({ key, label, flag, min, max, step, default: usual }) =>
      `| \`${key}\` | ${label} | ${min}${flag ? ' or ' : '...'}${max} | ${step} | ${usual} |`,
  );
  return `| parameter | meaning | range | step | default |\n| --- | --- | --- | --- | --- |\n${rows.join('\n')}\n\n`;
}
