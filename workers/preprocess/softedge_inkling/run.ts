// Soft edges by the network that ships with Inkling.
import { edgeNetMap } from '../networks/edgeNet.ts';
import { greyRgb } from '../networks/softEdges.ts';
import type { Run } from '../types.ts';

export const run: Run = async (image, _params, context) => greyRgb(await edgeNetMap(image, context));
