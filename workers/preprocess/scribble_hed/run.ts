// sd-webui-controlnet's scribble_hed: the soft edges thinned, blurred and made black and white.
import { hedMap } from '../networks/hed.ts';
import { greyRgb, scribbleOf } from '../networks/softEdges.ts';
import type { Run } from '../types.ts';

export const run: Run = async (image, _params, context) => greyRgb(scribbleOf(await hedMap(image, context)));
