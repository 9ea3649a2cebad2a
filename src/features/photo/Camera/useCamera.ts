// The camera in a <video>, for as long as it is on the page.
import { type RefObject, useEffect, useState } from 'react';

const WISH: MediaStreamConstraints = {
  video: { facingMode: 'environment', width: { ideal: 1920 }, height: { ideal: 1440 } },
};

/** Returns whether there is no camera to use. */
export function useCamera(video: RefObject<HTMLVideoElement | null>): boolean {
  const [failed, setFailed] = useState(() => navigator.mediaDevices === undefined);
  useEffect(() => {
    let stream: MediaStream | null = null;
    let gone = false;
    const stop = (): void => stream?.getTracks().forEach((track) => track.stop());
    navigator.mediaDevices?.getUserMedia(WISH).then(
      (opened) => {
        stream = opened;
        if (gone) return stop();
        if (video.current) video.current.srcObject = opened;
      },
      () => {
        if (!gone) setFailed(true);
      },
    );
    return () => {
      gone = true;
      stop();
    };
  }, [video]);
  return failed;
}
