import { expect, test } from 'vitest'

import { countries } from './countries'

test('there is every country and region by name, and no union and no code that was withdrawn', () => {
  for (const language of ['zh-CN', 'en']) {
    const codes = countries(language).map(({ code }) => code)
    for (const code of ['CN', 'KR', 'HK', 'MM', 'RS', 'TL']) expect(codes).toContain(code)
    for (const code of ['EU', 'UN', 'XK', 'ZZ', 'SU', 'YU', 'UK']) expect(codes).not.toContain(code)
    expect(codes).toHaveLength(249)
  }
})

test('none has two names', () => {
  const names = countries('en').map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
})

test('they are named in the reader’s language, and Hong Kong is chosen among the provinces', () => {
  expect(countries('zh-CN', true).find(({ code }) => code === 'KR')?.name).toBe('韩国')
  expect(countries('en', true).map(({ code }) => code)).not.toContain('HK')
  expect(countries('en', false).map(({ code }) => code)).toContain('HK')
})
