"""One colour for each label: safe for colour-blind readers (after Okabe and Ito, 2008), legible under black."""

LABEL_COLORS = {
    "PERSON": "#56B4E9",
    "ROLE": "#CC9BC4",
    "PLACE": "#4DC9A5",
    "ORG": "#F2B544",
    "FIGURE": "#F0E442",
    "DATE": "#E58A5B",
}
