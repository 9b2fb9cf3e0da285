"""How good is what was found? Scores against what people marked, with intervals.

An attribution that was found is compared with one that was marked by the letters of their
contents, one to one; what is right in those pairs makes the figures. They are the figures of
the scorers of the field: exact and partial places of source, cue and content, and whole
attributions.
"""

from kg.evaluation.calibration import Calibration, calibration
from kg.evaluation.evaluating import Options
from kg.evaluation.session import Asked, Report, report

__all__ = ["Asked", "Calibration", "Options", "Report", "calibration", "report"]
