/** The declaration's form, as somebody fills it in. */
import { expect, type Page } from '.'

/** The words of the form that a person looks for. */
export const zh = {
  name: '姓名', type: '证件类型', passport: '护照', country: '签发国家或地区', number: '证件号码', phone: '手机号码',
  here: '在杭州', coming: '将要进入杭州', district: '居住的区、县（市）', employer: /单位的统一社会信用代码/, yes: '是', no: '否',
  inChina: '境内', province: '省、自治区、直辖市', city: '城市', from: '从哪天', to: '到哪天',
  travelled: /是否到过杭州以外/, confirmed: /确诊病人/, cohabitant: /正在隔离/, symptoms: /是否有下列症状/,
  temperature: /今天的体温/, pledge: /我已阅读并承诺/, next: '下一步', send: '提交申报', green: '绿码', red: '红码',
  steps: ['为谁申报', '人在哪里', '近 14 天行程', '接触与健康', '核对并提交'],
}
export const en: typeof zh = {
  name: 'Full name', type: 'Document', passport: 'Passport', country: 'Issuing country or region', number: 'Document number', phone: 'Mobile phone',
  here: 'In Hangzhou', coming: 'About to enter Hangzhou', district: 'District or county of residence', employer: /Employer’s unified social credit code/, yes: 'Yes', no: 'No',
  inChina: 'In China', province: 'Province', city: 'City', from: 'From', to: 'Until',
  travelled: /Anywhere outside Hangzhou/, confirmed: /confirmed case/, cohabitant: /in quarantine/, symptoms: /Any of these symptoms/,
  temperature: /Temperature today/, pledge: /so pledge/, next: 'Next', send: 'Send the declaration', green: 'Green', red: 'Red',
  steps: ['Who it is for', 'Where they are', 'Travel in the last 14 days', 'Contacts and health', 'Check and send'],
}

/** The form, as somebody fills it in by clicking. */
export class Form {
  constructor(private readonly page: Page, private readonly words: typeof zh = zh) {}

  private async answer(question: RegExp, answer: string): Promise<void> {
    await this.page.getByRole('group', { name: question }).getByLabel(answer, { exact: true }).check()
  }

  async at(step: number): Promise<void> {
    await expect(this.page.getByRole('heading', { name: this.words.steps[step] ?? '', level: 2 })).toBeVisible()
  }

  async next(): Promise<void> {
    await this.page.getByRole('button', { name: this.words.next, exact: true }).click()
  }

  async who(number: string, phone = '13800000000'): Promise<void> {
    const { page, words } = this
    await page.getByLabel(words.name, { exact: true }).fill('林示例')
    await page.getByLabel(words.type, { exact: true }).selectOption({ label: words.passport })
    await page.getByLabel(words.country).selectOption('KR')
    await page.getByLabel(words.number, { exact: true }).fill(number)
    await page.getByLabel(words.phone, { exact: true }).fill(phone)
  }

  async where(): Promise<void> {
    await this.page.getByLabel(this.words.here, { exact: true }).check()
    await this.page.getByLabel(this.words.district, { exact: true }).selectOption('330106')
  }

  async nowhere(): Promise<void> {
    await this.answer(this.words.travelled, this.words.no)
  }

  async stay(province: string, city: string, from: string, to: string): Promise<void> {
    const { page, words } = this
    await this.answer(words.travelled, words.yes)
    await page.getByLabel(words.inChina, { exact: true }).check()
    await page.getByLabel(words.province, { exact: true }).selectOption(province)
    await page.getByLabel(words.city, { exact: true }).selectOption(city)
    await page.getByLabel(words.from, { exact: true }).fill(from)
    await page.getByLabel(words.to, { exact: true }).fill(to)
  }

  async well(): Promise<void> {
    const { words } = this
    await this.answer(words.confirmed, words.no)
    await this.answer(words.cohabitant, words.no)
    await this.page.getByLabel(words.temperature).fill('36.5')
    await this.answer(words.symptoms, words.no)
  }

  async pledged(): Promise<void> {
    await this.page.getByLabel(this.words.pledge).check()
  }

  async send(): Promise<void> {
    await this.page.getByRole('button', { name: this.words.send, exact: true }).click()
  }
}
