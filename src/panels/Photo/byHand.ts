// The editors in which maps are made by hand, as the panel hosts them. A new editor is one record here.
import { type ComponentType, lazy } from 'react';
import type { PreprocessorName } from '../../../workers/preprocess/api.ts';
import type { MessageKey } from '../../i18n/i18n.ts';
import type { IconName } from '../../ui/icons.tsx';

export interface HandMade {
  readonly pixels: ImageData;
  /** OpenPose JSON, so that the pose can be taken up again. */
  readonly pose?: string;
}

export interface HandProps {
  readonly width: number;
  readonly height: number;
  readonly photo: ImageBitmap | null;
  readonly start: { readonly pixels: ImageData | null; readonly pose: string | null };
  /** Hears of every change; the map is made when somebody wants it. */
  readonly onChange: (make: () => HandMade) => void;
}

export interface HandEditor {
  readonly kind: PreprocessorName;
  readonly button: MessageKey;
  readonly title: MessageKey;
  readonly icon: IconName;
  readonly Editor: ComponentType<HandProps>;
}

export const HAND_EDITORS: readonly HandEditor[] = [
  {
    kind: 'openpose',
    button: 'photo:poseByHand',
    title: 'photo:poseTitle',
    icon: 'pose',
    Editor: lazy(() => import('./PoseByHand.tsx').then(({ PoseByHand }) => ({ default: PoseByHand }))),
  },
  {
    kind: 'seg_ofade20k',
    button: 'photo:regionsByHand',
    title: 'photo:regionsByHand',
    icon: 'regions',
    Editor: lazy(() => import('./SegByHand.tsx').then(({ SegByHand }) => ({ default: SegByHand }))),
  },
];
