// The steps of scribble_hed on the soft edges of the network that ships with Inkling. Its lines are thinner than HED's,
// for which those steps were made, so they are widened first.
import { edgeNetMap } from '../networks/edgeNet.ts';
import { greyRgb, scribbleOf, widened } from '../networks/softEdges.ts';
import type { Run } from '../types.ts';

export const run: Run = async (image, _params, context) =>
  greyRgb(scribbleOf(widened(await edgeNetMap(image, context))));
