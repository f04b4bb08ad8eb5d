/**
 * Reads QR codes from pictures: by the browser itself where it can, else by a compiled reader that comes from our
 * own origin. It is a file of its own, loaded when somebody scans and never by a citizen.
 */
import { BarcodeDetector, prepareZXingModule } from 'barcode-detector/ponyfill'
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url'

/** Something that a code can be read from. */
export type Picture = HTMLVideoElement | ImageBitmap

/** Gives the texts of all codes in a picture, the largest code first: whoever stands nearest. */
export type Read = (picture: Picture) => Promise<string[]>

interface Found {
  rawValue: string
  boundingBox: { width: number; height: number }
}
interface Detector {
  detect: (picture: Picture) => Promise<Found[]>
}
interface Detectors {
  new (options: { formats: ['qr_code'] }): Detector
  getSupportedFormats: () => Promise<readonly string[]>
}

/** A reader, ready to read. */
export async function reader(): Promise<Read> {
  const detector = (await native()) ?? (await compiled())
  return async (picture) => {
    const found = await detector.detect(picture)
    return [...found]
      .sort((one, other) => area(other) - area(one))
      .map((code) => code.rawValue)
      .filter((text) => text !== '')
  }
}

function area({ boundingBox }: Found): number {
  return boundingBox.width * boundingBox.height
}

async function native(): Promise<Detector | undefined> {
  const known = (globalThis as { BarcodeDetector?: Detectors }).BarcodeDetector
  if (!known) return undefined
  try {
    // Some browsers have the class and no reader behind it.
    const formats = await known.getSupportedFormats()
    return formats.includes('qr_code') ? new known({ formats: ['qr_code'] }) : undefined
  } catch {
    return undefined
  }
}

async function compiled(): Promise<Detector> {
  await prepareZXingModule({
    overrides: { locateFile: (path: string, folder: string) => (path.endsWith('.wasm') ? wasm : folder + path) },
    fireImmediately: true,
  })
  return new BarcodeDetector({ formats: ['qr_code'] })
}
