// The people in a photo as openpose's nets read them. MoveNet looks, its 17 points become the body of 18.
import { AppError, isAbort } from '../../errors.ts';
import { buildMovenet, MOVENET_SIDE, movenetKey } from '../../models/movenet.ts';
import { checkResponse } from '../../weights/response.ts';
import { tfjsReader } from '../../weights/tfjs.ts';
import type { TensorReader } from '../../weights/types.ts';
import { type Network, runNetwork } from '../networks/sessions.ts';
import type { Run, RunContext } from '../types.ts';
import { bodyOf } from './decode.ts';
import { drawPose } from './draw.ts';
import { findPeople } from './find.ts';
import { writePose } from './json.ts';
import { movenetInput } from './squares.ts';

/** Copied beside the page by scripts/vite/poseFiles.ts. */
const MODEL = 'models/movenet/movenet-lightning';

const network: Network = {
  id: 'movenet',
  load: async (context) => ({ graph: buildMovenet, weights: await movenetWeights(context) }),
};

export const run: Run = async (image, { threshold, people: most }, context) => {
  const { width, height } = image;
  const sides = { width: MOVENET_SIDE, height: MOVENET_SIDE };
  const look = async (square: typeof image) => {
    const input = { dtype: 'float32', shape: [1, 3, sides.height, sides.width], data: movenetInput(square) } as const;
    const { centre, heat, regress, offset } = await runNetwork(network, sides, { image: input }, context);
    return {
      centre: centre.data as Float32Array,
      heat: heat.data as Float32Array,
      regress: regress.data as Float32Array,
      offset: offset.data as Float32Array,
    };
  };
  const found = await findPeople(image, look, { threshold, most });
  const people = found.map((points) => bodyOf(points, threshold));
  const map = drawPose({ width, height, people }, width, height);
  if (people.length === 0) return map;
  return { ...map, pose: (wide, high) => JSON.stringify(writePose({ width: wide, height: high, people })) };
};

async function movenetWeights({ options, signal }: RunContext): Promise<TensorReader> {
  const get = async (ending: string): Promise<Response> => {
    const url = new URL(MODEL + ending, options.assets).href;
    try {
      const response = await fetch(url, { signal });
      checkResponse(response, url);
      return response;
    } catch (error) {
      if (error instanceof AppError || isAbort(error)) throw error;
      throw new AppError('download', `${url} could not be fetched.`, 'Check the connection, then try again.');
    }
  };
  const [json, binary] = await Promise.all([get('.json'), get('.bin')]);
  return tfjsReader(await json.json(), new Uint8Array(await binary.arrayBuffer()), MODEL, movenetKey);
}
