/** The reader of codes, loaded once, when somebody first scans; again if it did not come. */
import type { Read } from './scanner'

let loading: Promise<Read> | undefined

export function loadReader(): Promise<Read> {
  loading ??= import('./scanner')
    .then((scanner) => scanner.reader())
    .catch((error: unknown) => {
      loading = undefined
      throw error
    })
  return loading
}
