// The share target: a picture that another app sends waits in a cache until the page, opened by this answer, takes it.
import { SHARE_CACHE, SHARE_MARK, SHARE_PATH } from '../messages.ts';

export function isShared(request: Request, base: string): boolean {
  return request.method === 'POST' && request.url === new URL(SHARE_PATH, base).href;
}

/** Keeps the picture and sends the browser to the page. */
export async function receiveShared(request: Request, base: string): Promise<Response> {
  const page = new URL(base);
  const picture = (await request.formData()).get('image');
  if (picture instanceof File) {
    const cache = await caches.open(SHARE_CACHE);
    const headers = { 'Content-Type': picture.type, 'Content-Length': String(picture.size) };
    await cache.put(new URL(SHARE_PATH, base), new Response(picture, { headers }));
    page.searchParams.set(SHARE_MARK, '');
  }
  return Response.redirect(page.href, 303);
}
