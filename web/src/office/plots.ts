/** The dashboard's plots: counts as the charts want them, in the words of the language now. */
import type { Chart } from './charts'
import { COLOURS, OUTCOMES, colourRows, hourRows, latestByDistrict, type DayCount, type Statistics } from './counts'
import type { AgeGroup } from './due'

/** How something is called: `t` of vue-i18n. */
type Call = (key: string) => string

// The same as those of the style sheet, which a drawing cannot read.
const INK = { green: '#14713a', yellow: '#c98a00', red: '#b3261e' }
const OUTCOME_INK = { admit: '#14713a', refuse: '#b3261e', refer: '#c98a00', undecided: '#5b6b7a' }

/** Colours of every day. */
export function colourPlot(counted: Statistics, district: string | null, t: Call): Chart {
  const rows = colourRows(counted, district)
  return {
    kind: 'bars',
    axis: rows.map((row) => row.at.slice(5)),
    series: COLOURS.map((colour) => ({
      name: t(`colour.${colour}`),
      colour: INK[colour],
      values: rows.map((row) => row.counts?.[colour] ?? null),
    })),
  }
}

/** Colours of every district on the last day that was counted. */
export function districtPlot(counted: Statistics, t: Call, nameOf: (code: string) => string): { day: string; chart: Chart } | null {
  const latest = latestByDistrict(counted)
  if (!latest) return null
  const of = (colour: (typeof COLOURS)[number]) => latest.districts.map((district: DayCount) => district[colour])
  return {
    day: latest.day,
    chart: {
      kind: 'bars',
      isLying: true,
      axis: latest.districts.map((district) => nameOf(district.district)),
      series: COLOURS.map((colour) => ({ name: t(`colour.${colour}`), colour: INK[colour], values: of(colour) })),
    },
  }
}

/** Verifications of every hour by outcome. */
export function hourPlot(counted: Statistics, district: string | null, t: Call): Chart {
  const rows = hourRows(counted, district)
  return {
    // One hour alone has no area.
    kind: rows.length > 1 ? 'areas' : 'bars',
    axis: rows.map((row) => row.at),
    series: OUTCOMES.map((outcome) => ({
      name: t(`outcome.${outcome}`),
      colour: OUTCOME_INK[outcome],
      values: rows.map((row) => row.counts?.[outcome] ?? 0),
    })),
  }
}

/** Open reviews by the days that they have waited. */
export function agePlot(groups: AgeGroup[], t: Call, nameOf: (group: AgeGroup) => string): Chart {
  return {
    kind: 'bars',
    axis: groups.map(nameOf),
    series: [
      { name: t('officeChart.inTime'), colour: '#1a5fb4', values: groups.map((group) => group.inTime) },
      { name: t('officeChart.overdue'), colour: INK.red, values: groups.map((group) => group.overdue) },
    ],
  }
}
