// What a pointer does on the finished picture: a click chooses a region to recolour, a drag takes the picture out of the page.
import type { DragEvent, MouseEvent } from 'react';
import { useApp } from '../../../state/useApp.ts';

/** The drag's code; null until a pointer has come near. */
let drag: { readonly dragOut: (transfer: DataTransfer) => boolean } | null = null;

export interface PictureHand {
  readonly draggable: boolean;
  /** A click does something. */
  readonly recolours: boolean;
  readonly onClick: (event: MouseEvent<HTMLElement>) => void;
  readonly onPointerEnter: () => void;
  readonly onDragStart: (event: DragEvent) => void;
}

export function usePictureHand(): PictureHand {
  const there = useApp((state) => state.result !== null && state.view.kind === 'picture');
  const recolours = useApp(({ clean }) => there && clean?.drawn === true);
  return {
    draggable: there,
    recolours,
    onClick: ({ currentTarget, clientX, clientY }) => {
      if (!recolours) return;
      const { left, top, width, height } = currentTarget.getBoundingClientRect();
      void import('../recolour.ts').then(({ recolourAt }) =>
        recolourAt((clientX - left) / width, (clientY - top) / height),
      );
    },
    onPointerEnter: () => {
      if (there)
        void import('../dragOut.ts').then((it) => {
          drag = it;
          return it.readyToDrag();
        });
    },
    onDragStart: (event) => {
      if (!drag?.dragOut(event.dataTransfer)) event.preventDefault();
    },
  };
}
