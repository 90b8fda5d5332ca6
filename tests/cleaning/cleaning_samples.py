"""An ordinary story, for tests that put lines into it."""

from __future__ import annotations

BODY = (
    "The harbour board of Saltby voted on Tuesday to keep the old swing bridge open to foot traffic for two winters.",
    "Engineers had warned in May that the pivot was worn, but a second survey found that the bearings can be replaced.",
    '"We would rather mend it than mourn it," said Hanne Brook, who chairs the board and grew up beside the bridge.',
    "The repair will cost about a fifth of a new bridge, according to a report that the board published last week.",
    "Cars will be sent over the viaduct in the meantime, which adds four kilometres to the way into the town.",
    "Shopkeepers on the quay said that they feared for the summer trade if the bridge stayed closed any longer.",
)
TITLE = "Swing bridge in Saltby to stay open"
