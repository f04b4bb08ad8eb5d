/** A gate's reader in front of the screen: what it reads there, and what the service says to it. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

import type { Locator } from '@playwright/test'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

import type { Answer, Bundle } from './bundle'
import { placed } from './people'

const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'))
prepareZXingModule({ overrides: { wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) } })

/** The text of the only QR code in a picture of this part of the screen. */
export async function readFrom(part: Locator): Promise<string> {
  const picture = await part.screenshot()
  const found = await readBarcodes(new Uint8Array(picture), { formats: ['QRCode'] })
  const [only, other] = found
  if (!only || other) throw new Error(`${found.length} codes on the screen instead of one`)
  return only.text
}

/** What a gate that asks for green only says to a token. */
export async function scanned(bundle: Bundle, token: string): Promise<Answer> {
  await placed(bundle, 'mall-1', 'commercial')
  const staff = await bundle.token({ sub: 'gate', scope: 'checkpoint', district: '330106' })
  return bundle.post('/v1/verifications', { place_id: 'mall-1', direction: 'entry', token }, staff)
}
