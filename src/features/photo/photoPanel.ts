// Opens and closes the photo panel; apart from what is done in it, which loads with it.
import { store } from '../../state/store.ts';

export function togglePhotoPanel(): void {
  store.setState(({ photo }) => ({ photo: { ...photo, open: !photo.open } }));
}
