import { describe, expect, it } from 'vitest'

import type { Guidance } from './guidance'
import { byVocabulary, piecesOf, search } from './search'

const guidance: Guidance = {
  codes: [
    {
      vocabulary: 'rule', code: 'symptoms',
      title: { zh: '有发热或其他症状', en: 'Fever or other symptoms' },
      next_step: { zh: '请到发热门诊就诊。', en: 'Go to a fever clinic.' },
    },
    {
      vocabulary: 'reason', code: 'code-expired',
      title: { zh: '二维码已过期', en: 'The code has expired' },
      next_step: { zh: '请重新打开。', en: 'Open it again.' },
    },
  ],
  questions: [
    {
      id: 'q',
      question: { zh: '要天天打卡吗？', en: "Must I check in every day? I'd rather not" },
      answer: { zh: '不强制。', en: 'No.' },
    },
  ],
  help: [],
}

describe('the search of the guidance', () => {
  it('finds a word in either language, whatever is read', () => {
    for (const query of ['发热', 'fever', 'FEVER clinic', '发热　clinic']) {
      expect(search(guidance, query).words.map((word) => word.code)).toEqual(['symptoms'])
    }
  })

  it('finds a code word by itself, and a question by its answer', () => {
    expect(search(guidance, 'code-expired').words).toHaveLength(1)
    expect(search(guidance, '不强制').questions).toHaveLength(1)
    expect(search(guidance, 'I’d rather').questions).toHaveLength(1)
  })

  it('finds all without a query, and nothing for what is nowhere', () => {
    expect(search(guidance, ' ').words).toHaveLength(2)
    const none = search(guidance, 'fever expired')
    expect([none.words, none.questions]).toEqual([[], []])
  })

  it('keeps words together by their vocabulary', () => {
    expect(byVocabulary(guidance.codes).map(([name, words]) => [name, words.length])).toEqual([['rule', 1], ['reason', 1]])
  })
})

describe('the marks in a text', () => {
  it('are on what was looked for, and the text stays whole', () => {
    expect(piecesOf('Fever or fever', 'fever')).toEqual([
      { text: 'Fever', isHit: true },
      { text: ' or ', isHit: false },
      { text: 'fever', isHit: true },
    ])
    expect(piecesOf('有发热或症状', '症状 发热').filter((piece) => piece.isHit).map((piece) => piece.text)).toEqual(['发热', '症状'])
    expect(piecesOf('anything', '')).toEqual([{ text: 'anything', isHit: false }])
  })
})
