// What lies over the whole page and can be closed. Types only.

export interface SheetProps {
  readonly onClose: () => void;
}
