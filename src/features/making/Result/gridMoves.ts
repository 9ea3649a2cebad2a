// Places in a grid of pictures: its shape, and where the arrow keys lead. Pure.

/** As many columns as make the grid nearest to the shape of one picture. */
export function columnsOf(count: number): number {
  return Math.ceil(Math.sqrt(count));
}

/** Where a key leads from place `at`; null when it leads nowhere. Right to left is the browser's business: places count. */
export function moveInGrid(key: string, at: number, count: number, columns: number): number | null {
  const target = ((): number => {
    switch (key) {
      case 'ArrowRight':
        return at + 1;
      case 'ArrowLeft':
        return at - 1;
      case 'ArrowDown':
        return at + columns;
      case 'ArrowUp':
        return at - columns;
      case 'Home':
        return 0;
      case 'End':
        return count - 1;
      default:
        return -1;
    }
  })();
  return at >= 0 && target >= 0 && target < count && target !== at ? target : null;
}
