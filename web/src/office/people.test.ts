import { describe, expect, it } from 'vitest'

import type { DocumentKind } from '../parts/document'
import { lineOf, readPeople } from './people'

const TODAY = '2020-02-11'
const NAMES = new Map<string, DocumentKind>([['护照', 'passport'], ['passport', 'passport']])
const read = (text: string) => readPeople(text, TODAY, NAMES)

describe('the list of an order’s people', () => {
  it('is read line by line, by the contract’s words or the reader’s', () => {
    const lines = read('passport,demo0001,kr\n护照，DEMO0002，KR\n\ntaiwan-permit\t12345678\t\n')
    expect(lines.map((line) => line.faults)).toEqual([[], [], []])
    expect(lines.map((line) => line.number)).toEqual([1, 2, 4])
    expect(lines.map((line) => line.document)).toEqual([
      { type: 'passport', number: 'DEMO0001', country: 'KR' },
      { type: 'passport', number: 'DEMO0002', country: 'KR' },
      { type: 'taiwan-permit', number: '12345678' },
    ])
  })

  it('tells every fault of every line', () => {
    const lines = read('passport,DEMO0001\nDEMO0002\npasport,DEMO0003,KR\nresident-id,330106\npassport,A,KR,x')
    expect(lines.map((line) => line.faults)).toEqual([
      ['country-required'],
      ['columns'],
      ['kind'],
      ['format'],
      ['columns'],
    ])
    expect(lines.every((line) => line.document === undefined)).toBe(true)
  })

  it('names a person once, whatever issue of the permit is written', () => {
    const lines = read('passport,DEMO0001,KR\npassport,demo0001,KR\ntaiwan-permit,12345678\ntaiwan-permit,1234567802')
    expect(lines.map((line) => [line.faults, line.firstOn])).toEqual([
      [[], undefined],
      [['duplicate'], 1],
      [[], undefined],
      [['duplicate'], 3],
    ])
  })

  it('finds the line that the service means, empty lines passed over', () => {
    const lines = read('passport,DEMO0001,KR\n\npassport,DEMO0002,KR')
    expect(lineOf('#/documents/1/number', lines)).toBe(3)
    expect(lineOf('#/documents/1', lines)).toBe(3)
    expect(lineOf('#/days', lines)).toBeUndefined()
  })

  it('is empty when nothing is written', () => {
    expect(read(' \n\n')).toEqual([])
  })
})
