// The editors in which maps are made by hand, as the panel hosts them. A new editor is one record here.
import { type ComponentType, createElement } from 'react';
import type { PreprocessorName } from '../../../../workers/preprocess/api.ts';
import type { MessageKey } from '../../../i18n/i18n.ts';
import type { IconName } from '../../../ui/icons.tsx';
import { onDemand } from '../../../ui/onDemand.tsx';
import { EditorComing } from './EditorComing.tsx';
import type { HandProps } from './handTypes.ts';

export interface HandEditor {
  readonly kind: PreprocessorName;
  readonly button: MessageKey;
  readonly title: MessageKey;
  readonly icon: IconName;
  readonly Editor: ComponentType<HandProps>;
}

const meanwhile = createElement(EditorComing);

export const HAND_EDITORS: readonly HandEditor[] = [
  {
    kind: 'openpose',
    button: 'photo:poseByHand',
    title: 'photo:poseTitle',
    icon: 'pose',
    Editor: onDemand(() => import('./PoseByHand.tsx').then((it) => it.PoseByHand), { meanwhile }),
  },
  {
    kind: 'seg_ofade20k',
    button: 'photo:regionsByHand',
    title: 'photo:regionsByHand',
    icon: 'regions',
    Editor: onDemand(() => import('./SegByHand.tsx').then((it) => it.SegByHand), { meanwhile }),
  },
];
