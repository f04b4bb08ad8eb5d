/**
 * The rear camera, looked at several times a second for codes, for as long as it is wanted. Whatever keeps it from
 * starting has a name, so that the page can say it and offer the other ways.
 */
import { onBeforeUnmount, onMounted, ref, shallowRef, type Ref } from 'vue'

import { loadReader } from './reading'

export type CameraState = 'off' | 'starting' | 'live' | 'refused' | 'missing' | 'busy' | 'insecure' | 'noReader'

/** Between two looks. A phone that is held still is read at the first; a battery lasts the day. */
const PAUSE_MS = 120

/** Not in the types of the platform: the light beside the camera. */
interface WithTorch {
  torch?: boolean
}

function whyNot(error: unknown): CameraState {
  switch (error instanceof DOMException ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'refused'
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing'
    default:
      return 'busy'
  }
}

/** The camera in a video element; `onSeen` gets the codes of every look, none too. */
export function useCamera(video: Ref<HTMLVideoElement | null>, onSeen: (codes: string[]) => void) {
  const state = ref<CameraState>('off')
  const hasTorch = ref(false)
  const isTorchOn = ref(false)
  const stream = shallowRef<MediaStream>()
  // Counts the starts, so that a start that was overtaken by a stop leaves no camera running.
  let run = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function stop(): void {
    run += 1
    clearTimeout(timer)
    for (const track of stream.value?.getTracks() ?? []) track.stop()
    stream.value = undefined
    isTorchOn.value = false
    hasTorch.value = false
    state.value = 'off'
  }

  async function start(): Promise<void> {
    stop()
    const mine = run
    state.value = 'starting'
    const failed = (why: CameraState): void => {
      if (mine !== run) return
      stop()
      state.value = why
    }
    // Not there without HTTPS, whatever the types say.
    const devices = navigator.mediaDevices as MediaDevices | undefined
    if (!devices?.getUserMedia) {
      failed('insecure')
      return
    }
    let opened: MediaStream
    try {
      opened = await devices.getUserMedia({
        audio: false,
        video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 720 } },
      })
    } catch (error) {
      failed(whyNot(error))
      return
    }
    if (mine !== run) {
      for (const track of opened.getTracks()) track.stop()
      return
    }
    stream.value = opened
    watchTrack(opened, () => {
      failed('busy')
    })
    try {
      const read = await loadReader()
      if (mine !== run || !video.value) return
      video.value.srcObject = opened
      await video.value.play()
      state.value = 'live'
      look(mine, read)
    } catch {
      failed('noReader')
    }
  }

  function watchTrack(opened: MediaStream, onEnd: () => void): void {
    const [track] = opened.getVideoTracks()
    track?.addEventListener('ended', onEnd)
    const able = track?.getCapabilities?.() as (MediaTrackCapabilities & WithTorch) | undefined
    hasTorch.value = able?.torch === true
  }

  function look(mine: number, read: Awaited<ReturnType<typeof loadReader>>): void {
    const again = (): void => {
      if (mine === run) timer = setTimeout(() => { look(mine, read) }, PAUSE_MS)
    }
    const seen = video.value
    if (!seen || document.hidden || seen.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) {
      again()
      return
    }
    // A picture that cannot be read is like one without a code: the next comes at once.
    read(seen)
      .then((codes) => {
        if (mine === run) onSeen(codes)
      }, () => undefined)
      .finally(again)
  }

  async function toggleTorch(): Promise<void> {
    const [track] = stream.value?.getVideoTracks() ?? []
    const wanted: MediaTrackConstraintSet & WithTorch = { torch: !isTorchOn.value }
    try {
      await track?.applyConstraints({ advanced: [wanted] })
      isTorchOn.value = !isTorchOn.value
    } catch {
      hasTorch.value = false
    }
  }

  // Phones take the camera away from a page that is not looked at.
  function onShown(): void {
    if (!document.hidden && state.value === 'busy') void start()
  }
  onMounted(() => {
    document.addEventListener('visibilitychange', onShown)
  })
  onBeforeUnmount(() => {
    document.removeEventListener('visibilitychange', onShown)
    stop()
  })

  return { state, start, stop, hasTorch, isTorchOn, toggleTorch }
}
