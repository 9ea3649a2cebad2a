// sd-webui-controlnet's softedge_hed: the sigmoid of the mean of the five views.
import { hedMap } from '../networks/hed.ts';
import { greyRgb } from '../networks/softEdges.ts';
import type { Run } from '../types.ts';

export const run: Run = async (image, _params, context) => greyRgb(await hedMap(image, context));
