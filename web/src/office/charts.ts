/**
 * The charts' library, only what is drawn here of it, in a chunk of its own (`charts`): nobody but whoever opens
 * the dashboard loads it.
 */
import { BarChart, LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

use([BarChart, LineChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, SVGRenderer])

/** A chart that is on the page. */
export interface Drawn {
  show: (chart: Chart) => void
  resize: () => void
  end: () => void
}

/** What is drawn: series on top of each other along one axis. */
export interface Chart {
  kind: 'bars' | 'areas'
  /** Bars lie, for names that are long. */
  isLying?: boolean
  /** Names along the axis. */
  axis: string[]
  series: Series[]
}

export interface Series {
  name: string
  /** A colour that is told apart by its pattern as well. */
  colour: string
  /** Null where nothing was counted. */
  values: (number | null)[]
}

/** Patterns by the order of series: colours are never the only sign (WCAG 1.4.1). */
const PATTERNS = [
  { symbol: 'none' },
  { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [3, 4], rotation: Math.PI / 4 },
  { symbol: 'circle', symbolSize: 0.7, dashArrayX: [[6, 6], [0, 6, 6, 0]], dashArrayY: [6, 0] },
  { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 5] },
]

/** Puts a chart into an element; it moves only for whoever likes that. */
export function draw(into: HTMLElement): Drawn {
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches
  const chart = init(into, null, { renderer: 'svg' })
  return {
    show(drawn) {
      chart.setOption(optionOf(drawn, !isCalm), { notMerge: true })
    },
    resize() {
      chart.resize()
    },
    end() {
      chart.dispose()
    },
  }
}

function optionOf(chart: Chart, isMoving: boolean): Parameters<ReturnType<typeof init>['setOption']>[0] {
  const names = {
    type: 'category' as const,
    data: chart.axis,
    inverse: chart.isLying === true,
    axisLabel: { color: '#1c2127', hideOverlap: true },
    axisTick: { show: false },
  }
  const counts = { type: 'value' as const, minInterval: 1, axisLabel: { color: '#1c2127' } }
  return {
    animation: isMoving,
    aria: { enabled: true, label: { enabled: false }, decal: { show: true, decals: PATTERNS } },
    grid: { left: 8, right: 16, top: 44, bottom: 8, containLabel: true },
    legend: { type: 'scroll', icon: 'roundRect', top: 0, left: 0, textStyle: { color: '#1c2127', fontSize: 14 }, itemWidth: 22 },
    tooltip: { trigger: 'axis', axisPointer: { type: chart.kind === 'bars' ? 'shadow' : 'line' }, confine: true },
    xAxis: chart.isLying ? counts : names,
    yAxis: chart.isLying ? names : counts,
    series: chart.series.map((series) => ({
      name: series.name,
      stack: 'all',
      data: series.values,
      itemStyle: { color: series.colour, borderWidth: 0 },
      ...(chart.kind === 'bars'
        ? { type: 'bar' as const, barMaxWidth: 36 }
        : {
            type: 'line' as const,
            step: 'end' as const,
            symbol: 'none',
            lineStyle: { width: 1 },
            areaStyle: { opacity: 0.85 },
          }),
    })),
  }
}
