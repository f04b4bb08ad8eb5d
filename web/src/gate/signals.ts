/**
 * A verdict for the ear and the hand: each outcome has a tone and a buzz that no other has, so that nobody has to
 * look at the screen while looking at a person.
 */
import type { Outcome } from './scan'

/** What can be told: an outcome, or that there is none. */
export type Signal = Outcome | 'failed'

/** One note: Hz, when it begins and how long it lasts in seconds, and its sharpness. */
interface Note {
  hertz: number
  at: number
  lasts: number
  wave: OscillatorType
}

function note(hertz: number, at: number, lasts: number, wave: OscillatorType = 'sine'): Note {
  return { hertz, at, lasts, wave }
}

/** Up for admitted, a low triple buzz for turned back, to and fro for referred, two alike for not yet. */
export const TONES: Record<Signal, readonly Note[]> = {
  admit: [note(880, 0, 0.12), note(1319, 0.12, 0.22)],
  refuse: [note(165, 0, 0.18, 'square'), note(165, 0.24, 0.18, 'square'), note(165, 0.48, 0.3, 'square')],
  refer: [note(660, 0, 0.16, 'triangle'), note(494, 0.18, 0.16, 'triangle'), note(660, 0.36, 0.16, 'triangle'), note(494, 0.54, 0.22, 'triangle')],
  undecided: [note(740, 0, 0.1), note(740, 0.18, 0.1)],
  failed: [note(392, 0, 0.15, 'sawtooth'), note(262, 0.18, 0.35, 'sawtooth')],
}

/** Milliseconds of buzz and pause by turns. */
export const BUZZES: Record<Signal, readonly number[]> = {
  admit: [80],
  refuse: [220, 90, 220, 90, 320],
  refer: [160, 80, 160],
  undecided: [60, 80, 60],
  failed: [500],
}

const LOUDNESS = 0.25
let context: AudioContext | undefined

/** Browsers let a page be heard only after it was touched: call this when it is. */
export function wakeSound(): void {
  if (typeof AudioContext === 'undefined') return
  context ??= new AudioContext()
  if (context.state === 'suspended') void context.resume()
}

/** Gives the signal, as far as the device can. */
export function give(signal: Signal, withSound: boolean): void {
  // Missing on iPhones, whatever the types say.
  ;(navigator as Partial<Pick<Navigator, 'vibrate'>>).vibrate?.call(navigator, [...BUZZES[signal]])
  if (withSound) play(TONES[signal])
}

function play(notes: readonly Note[]): void {
  wakeSound()
  if (context?.state !== 'running') return
  for (const { hertz, at, lasts, wave } of notes) {
    const from = context.currentTime + at
    const oscillator = context.createOscillator()
    const volume = context.createGain()
    oscillator.type = wave
    oscillator.frequency.value = hertz
    // Without a fade the ends click.
    volume.gain.setValueAtTime(LOUDNESS, from)
    volume.gain.linearRampToValueAtTime(0, from + lasts)
    oscillator.connect(volume).connect(context.destination)
    oscillator.start(from)
    oscillator.stop(from + lasts)
  }
}
