// The door to poses: what a pose is, its file and its map. The page draws by hand with these; all are pure.
export { drawPose } from './draw.ts';
export { HAND_EDGES } from './extras.ts';
export { MAX_PEOPLE, MAX_SIDE, parsePose, readPoseFile, writePose } from './json.ts';
export type { PoseFile } from './json.ts';
export type { Joint, Person, Pose } from './skeleton.ts';
export { COLOURS, JOINTS, LIMBS } from './skeleton.ts';
