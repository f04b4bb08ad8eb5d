import { areaList } from '@vant/area-data'
import { describe, expect, it } from 'vitest'

import { areaName, citiesOf, fullName, provinces } from './areas'

describe('places by name', () => {
  it('are all provinces, each with its prefectures', () => {
    expect(provinces('zh-CN')).toHaveLength(34)
    for (const province of provinces('en')) {
      expect(citiesOf(province.code, 'en').length, province.name).toBeGreaterThan(0)
    }
  })

  it('have a name in Latin letters, every one', () => {
    for (const code of [...Object.keys(areaList.province_list), ...Object.keys(areaList.city_list)]) {
      expect(areaName(code, 'en'), code).toMatch(/^[A-ZÜ][A-Za-zü’ê() ]+ \S+$/)
    }
  })

  it('are written as people write them', () => {
    expect(fullName('420100', 'zh-CN')).toBe('湖北省武汉市')
    expect(fullName('420100', 'en')).toBe('Wuhan 武汉市, Hubei 湖北省')
    expect(fullName('110100', 'zh-CN')).toBe('北京市')
  })
})
