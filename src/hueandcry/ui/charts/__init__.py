"""Charts as inline SVG: small pure functions from frozen values to a string.

Each draws for the inside of a page, styled by the one stylesheet; with `alone=True` it is a complete file, with its
own title, styles (light and dark) and source.
"""

from hueandcry.ui.charts.band import band_chart, band_charts
from hueandcry.ui.charts.band_plot import Band, Break, ChartDataError
from hueandcry.ui.charts.bars import Bars, small_bars
from hueandcry.ui.charts.coverage import CoverageStrip, coverage_strip
from hueandcry.ui.charts.flow import Flow, FlowPart, flow, flows
from hueandcry.ui.charts.spark import Spark, spark
from hueandcry.ui.charts.standalone import style_hash

__all__ = [
    "Band",
    "Bars",
    "Break",
    "ChartDataError",
    "CoverageStrip",
    "Flow",
    "FlowPart",
    "Spark",
    "band_chart",
    "band_charts",
    "coverage_strip",
    "flow",
    "flows",
    "small_bars",
    "spark",
    "style_hash",
]
