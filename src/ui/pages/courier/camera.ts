import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue';
import { codesOn, decoder, loadDecoder, type SeenCode } from './decoder';

/** off: not asked for. none: there is none, or the page may not ask (no TLS). denied: a person or a rule said no. */
export type CameraState = 'off' | 'starting' | 'on' | 'denied' | 'none';

interface PhoneTrack {
  torch?: boolean;
  zoom?: { min: number; max: number };
}

/** 720 lines show a 25 mm label at arm's length with three pixels a module; more costs the decoder time. */
const wanted: MediaTrackConstraints = { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } };

/** The camera in `video`, its codes told as they are seen; everything is undone when its owner goes. */
export function useCamera(video: Ref<HTMLVideoElement | null>, seen: (codes: readonly SeenCode[], width: number, height: number) => void) {
  const state = ref<CameraState>('off');
  const torch = ref(false);
  const zoom = ref(1);
  const can = shallowRef<PhoneTrack>({});
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d', { willReadFrequently: true })!;
  let stream: MediaStream | null = null;
  let timer = 0;
  let gone = false;

  const track = (): MediaStreamTrack | undefined => stream?.getVideoTracks()[0];

  function stop(): void {
    window.clearTimeout(timer);
    for (const each of stream?.getTracks() ?? []) each.stop();
    stream = null;
    torch.value = false;
    if (state.value === 'on' || state.value === 'starting') state.value = 'off';
  }

  async function look(): Promise<void> {
    const element = video.value;
    if (!stream || !element || gone) return;
    if (decoder.value === 'ready' && element.videoWidth > 0 && !document.hidden) {
      canvas.width = element.videoWidth;
      canvas.height = element.videoHeight;
      pen.drawImage(element, 0, 0);
      const codes = await codesOn(pen.getImageData(0, 0, canvas.width, canvas.height));
      if (!gone && stream) seen(codes, canvas.width, canvas.height);
    }
    // The decoder sets the pace; a breath between keeps the phone cool.
    timer = window.setTimeout(() => void look(), 30);
  }

  async function start(): Promise<void> {
    if (state.value === 'on' || state.value === 'starting') return;
    if (!navigator.mediaDevices?.getUserMedia) {
      state.value = 'none';
      return;
    }
    state.value = 'starting';
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: wanted, audio: false });
    } catch (error) {
      const name = error instanceof DOMException ? error.name : '';
      state.value = name === 'NotFoundError' || name === 'OverconstrainedError' ? 'none' : 'denied';
      return;
    }
    if (gone) return stop();
    const element = video.value;
    if (!element) return stop();
    element.srcObject = stream;
    await element.play().catch(() => {});
    can.value = (track()?.getCapabilities?.() ?? {}) as PhoneTrack;
    track()?.addEventListener('ended', () => {
      stop();
      state.value = 'off';
    });
    state.value = 'on';
    void look();
  }

  /** What a browser of TypeScript's does not know of: light and zoom of phones. */
  const apply = (set: Record<string, unknown>): Promise<void> => track()?.applyConstraints({ advanced: [set as MediaTrackConstraintSet] }) ?? Promise.resolve();

  async function switchTorch(): Promise<void> {
    await apply({ torch: !torch.value }).then(() => (torch.value = !torch.value), () => {});
  }

  /** 1, 2, 3 times and back, as far as the lens goes. */
  async function zoomOn(): Promise<void> {
    const range = can.value.zoom;
    if (!range) return;
    const next = zoom.value >= 3 || (zoom.value + 1) * range.min > range.max ? 1 : zoom.value + 1;
    await apply({ zoom: Math.min(range.max, Math.max(range.min, next)) }).then(() => (zoom.value = next), () => {});
  }

  const away = (): void => {
    if (document.hidden) stop();
    else if (state.value === 'off') void start();
  };
  document.addEventListener('visibilitychange', away);
  watch(state, (now) => now === 'on' && loadDecoder());
  onScopeDispose(() => {
    gone = true;
    document.removeEventListener('visibilitychange', away);
    stop();
  });
  return { state, torch, zoom, can, start, stop, switchTorch, zoomOn };
}
