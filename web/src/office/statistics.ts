/** Asks for the counts of a period. */
import { answered, api } from '../api/client'
import type { Statistics } from './counts'

/** Counts from one day to another, both of them in it. */
export async function readStatistics(from: string, to: string): Promise<Statistics> {
  return answered(api.GET('/v1/statistics', { params: { query: { from, to } } }))
}
