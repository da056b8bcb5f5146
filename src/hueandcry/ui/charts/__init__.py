"""Charts as inline SVG: small pure functions from frozen values to a string.

Each draws for the inside of a page, styled by the one stylesheet; with `alone=True` it is a complete file, with its
own title, styles (light and dark) and source.
"""

from hueandcry.ui.charts.band import band_chart, band_charts
from hueandcry.ui.charts.band_plot import Band, Break, ChartDataError
from hueandcry.ui.charts.bars import Bars, small_bars
from hueandcry.ui.charts.coverage import CoverageStrip, coverage_strip
from hueandcry.ui.charts.dots import DotRow, Dots, both_dots, dots
from hueandcry.ui.charts.flow import flow, flows
from hueandcry.ui.charts.flow_parts import Flow, FlowPart
from hueandcry.ui.charts.funnel import funnel, funnels
from hueandcry.ui.charts.funnel_plot import Funnel, Limits, Unit
from hueandcry.ui.charts.multiples import Line, Multiples, multiples_file, panels
from hueandcry.ui.charts.quantity import COUNT, SHARE, Quantity
from hueandcry.ui.charts.spark import Spark, spark
from hueandcry.ui.charts.standalone import style_hash

__all__ = [
    "COUNT",
    "SHARE",
    "Band",
    "Bars",
    "Break",
    "ChartDataError",
    "CoverageStrip",
    "DotRow",
    "Dots",
    "Flow",
    "FlowPart",
    "Funnel",
    "Limits",
    "Line",
    "Multiples",
    "Quantity",
    "Spark",
    "Unit",
    "band_chart",
    "band_charts",
    "both_dots",
    "coverage_strip",
    "dots",
    "flow",
    "flows",
    "funnel",
    "funnels",
    "multiples_file",
    "panels",
    "small_bars",
    "spark",
    "style_hash",
]
